package muster.core;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import muster.config.Wildcard;
import org.jspecify.annotations.Nullable;

/// Virtual hosts by address and name, as httpd chooses: hosts of the connection's own IP address come before those of `*`, a named port
/// before any port; among several, the name decides, and the first is the default.
final class VirtualHosts implements HostChoice {
    private record Candidate(HostAddress address, VirtualHost host) {}

    private final VirtualHost main;
    private final List<Candidate> candidates = new ArrayList<>();
    /// By local address; there are few of them.
    private final Map<InetSocketAddress, List<VirtualHost>> byAddress = new ConcurrentHashMap<>();

    VirtualHosts(VirtualHost main, List<VirtualHost> hosts) {
        this.main = main;
        for (VirtualHost host : hosts) {
            host.addresses().forEach(address -> candidates.add(new Candidate(HostAddress.parse(address), host)));
        }
    }

    @Override
    public VirtualHost byAddress(InetSocketAddress local) {
        List<VirtualHost> hosts = of(local);
        return hosts.isEmpty() ? main : hosts.getFirst();
    }

    @Override
    public @Nullable VirtualHost byName(InetSocketAddress local, String host, int port) {
        if (host.isEmpty()) {
            return null;
        }
        for (VirtualHost one : of(local)) {
            if (host.equalsIgnoreCase(one.serverName()) || hasAlias(one, host)) {
                return one;
            }
        }
        return null;
    }

    private static boolean hasAlias(VirtualHost one, String host) {
        for (String alias : one.aliases()) {
            boolean wild = alias.indexOf('*') >= 0 || alias.indexOf('?') >= 0;
            if (wild ? Wildcard.of(alias).matches(host) : alias.equals(host)) {
                return true;
            }
        }
        return false;
    }

    private List<VirtualHost> of(InetSocketAddress local) {
        List<VirtualHost> known = byAddress.get(local);
        if (known == null) {
            known = choose(local);
            byAddress.put(local, known);
        }
        return known;
    }

    private List<VirtualHost> choose(InetSocketAddress local) {
        for (boolean any : new boolean[] {false, true}) {
            for (boolean anyPort : new boolean[] {false, true}) {
                List<VirtualHost> hosts = candidates.stream()
                        .filter(one -> one.address.isAny() == any && (one.address.port() == 0) == anyPort)
                        .filter(one -> one.address.takes(local))
                        .map(Candidate::host)
                        .toList();
                if (!hosts.isEmpty()) {
                    return hosts;
                }
            }
        }
        return List.of();
    }
}
