package muster.modules.proxy;

import muster.core.Request;
import muster.core.ServerSettings;
import muster.modules.proxy.ProxySettings.Overridden;

/// What mod_proxy's settings mean for a request that a scheme answers.
public final class Proxied {
    private Proxied() {}

    /// How long one wait for the backend may take: its own timeout, ProxyTimeout or Timeout, in milliseconds.
    public static long timeoutMillis(Request request, Backend backend) {
        long own = backend.options().timeoutMillis();
        if (own >= 0) {
            return own;
        }
        int general = request.host().settings().get(ProxySettings.SLOT).timeoutMillis();
        return general >= 0 ? general : request.host().settings().get(ServerSettings.TIMEOUT);
    }

    /// Whether ProxyErrorOverride answers a status of the backend's.
    public static boolean overrides(Request request, int status) {
        Overridden overridden = request.get(ProxySettings.SLOT).overridden();
        return overridden != null && overridden.includes(status);
    }
}
