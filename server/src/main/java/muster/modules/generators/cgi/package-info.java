/// CGI programs (RFC 3875): mod_cgi and mod_cgid, which are one implementation here under two names.
///
/// A request's content goes to the program while its output is already taken, so that neither can block the other; what it says on
/// its standard error is logged line by line as it comes.
@NullMarked
package muster.modules.generators.cgi;

import org.jspecify.annotations.NullMarked;
