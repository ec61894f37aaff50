package muster.modules.metadata.remoteip;

import java.net.InetAddress;
import java.util.List;
import muster.config.ConfigSlot;
import muster.core.Subnet;
import org.jspecify.annotations.Nullable;

/// What a virtual host knows of the proxies before it.
///
/// @param header RemoteIPHeader: the field in which they say who asks; null if none is believed
/// @param proxiesHeader RemoteIPProxiesHeader: the field that is set to the proxies that were believed; null for none
/// @param proxies who is believed; null for everybody
record RemoteIpSettings(@Nullable String header, @Nullable String proxiesHeader, @Nullable List<Proxy> proxies) {
    static final ConfigSlot<RemoteIpSettings> SLOT = ConfigSlot.server(
            "mod_remoteip", new RemoteIpSettings(null, null, null), (outer, inner) -> new RemoteIpSettings(
                    inner.header == null ? outer.header : inner.header,
                    inner.proxiesHeader == null ? outer.proxiesHeader : inner.proxiesHeader,
                    inner.proxies == null ? outer.proxies : inner.proxies));

    /// @param internal whether it may speak for private addresses, and isn't mentioned
    record Proxy(Subnet addresses, boolean internal) {}

    /// The first rule for an address, or null.
    static @Nullable Proxy of(List<Proxy> proxies, InetAddress address) {
        for (Proxy proxy : proxies) {
            if (proxy.addresses.contains(address)) {
                return proxy;
            }
        }
        return null;
    }
}
