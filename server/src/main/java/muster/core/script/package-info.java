/// What programs that answer requests have in common, however they are reached: the variables they are told, and the head they
/// answer with (httpd's `util_script.c`). CGI, FastCGI and server-side includes use it.
@NullMarked
package muster.core.script;

import org.jspecify.annotations.NullMarked;
