/// mod_proxy: requests that other servers answer. ProxyPass and its kin, `SetHandler "proxy:..."` and RewriteRule's [P] lead to a
/// [muster.modules.proxy.Target]; the [muster.modules.proxy.Scheme] of its URL, which a module of its own brings, answers from there.
@NullMarked
package muster.modules.proxy;

import org.jspecify.annotations.NullMarked;
