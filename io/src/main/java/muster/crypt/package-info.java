/// Passwords as they are kept in password files: recognized, checked, made. What libcrypt knows is left to it: `crypt_r` of the
/// system, the only native function here.
@NullMarked
package muster.crypt;

import org.jspecify.annotations.NullMarked;
