/// mod_negotiation: one of several variants of a resource answers, by what the client accepts.
///
/// The variants come from a folder ([muster.modules.mappers.negotiation.FolderVariants], for `Options MultiViews`) or from a file
/// that lists them ([muster.modules.mappers.negotiation.TypeMap]). [muster.modules.mappers.negotiation.Weights] judges each by the Accept
/// fields, [muster.modules.mappers.negotiation.Choice] takes the best, and [muster.modules.mappers.negotiation.Outcome] tells the client
/// what was chosen from. Transparent negotiation (RFC 2295, RFC 2296) is part of it, as in httpd.
@NullMarked
package muster.modules.mappers.negotiation;

import org.jspecify.annotations.NullMarked;
