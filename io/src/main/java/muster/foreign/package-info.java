/// Calls functions of the system's shared libraries: the one shape of call that the packages which wrap such a library share.
/// (libc itself is bound in [muster.posix], where `errno` is kept.)
@NullMarked
package muster.foreign;

import org.jspecify.annotations.NullMarked;
