/// httpd's configuration language: from files to immutable, typed settings.
///
/// A module declares each directive once, as a [muster.config.DirectiveType]; parsing, context checks, `-L`, the manual and
/// the error messages all come from that declaration. What a section sets ends in a [muster.config.Settings], merged
/// by the slots' own rules. A request never reads a word of configuration text.
@NullMarked
package muster.config;

import org.jspecify.annotations.NullMarked;
