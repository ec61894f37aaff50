/// Every system call Muster makes, one small class a family, named as the manual pages name them.
///
/// This is the only package that uses the Foreign Function & Memory API for libc; nothing outside it sees a
/// `MethodHandle`. A hot call returns its count, or the negated `errno` when the kernel refuses; a cold one
/// throws [PosixException]. `muster.io` and the server's parent, child and scoreboard may enter; modules may not.
@NullMarked
package muster.posix;

import org.jspecify.annotations.NullMarked;
