/// What every way to a FastCGI backend shares: mod_proxy_fcgi, mod_fcgid and the pools of PHP speak to their backends by
/// [muster.modules.fastcgi.FcgiExchange].
@NullMarked
package muster.modules.fastcgi;

import org.jspecify.annotations.NullMarked;
