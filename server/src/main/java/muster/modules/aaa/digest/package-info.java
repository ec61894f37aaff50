/// Digest authentication (RFC 7616 with MD5, as RFC 2617 had it): users prove that they know a password without sending it.
@NullMarked
package muster.modules.aaa.digest;

import org.jspecify.annotations.NullMarked;
