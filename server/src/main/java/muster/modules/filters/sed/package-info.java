/// mod_sed: the stream editor as a filter.
///
/// [muster.modules.filters.sed.ScriptReader] compiles what the directives say to a [muster.modules.filters.sed.Script];
/// [muster.modules.filters.sed.Run] is one pass over one body.
@NullMarked
package muster.modules.filters.sed;

import org.jspecify.annotations.NullMarked;
