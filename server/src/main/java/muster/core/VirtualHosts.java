package muster.core;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import muster.config.ConfigException;
import muster.config.ConfigSource;
import muster.config.Wildcard;
import org.jspecify.annotations.Nullable;

/// Chooses virtual hosts as httpd 2.4 does: the hosts of the most exact address that matches the local one form a set; within it
/// the first whose ServerName or ServerAlias is the name asked for.
public final class VirtualHosts implements HostChoice {
    /// Local addresses are few; a machine that answers on whole networks must not fill memory with them.
    private static final int MOST_REMEMBERED = 1024;

    private final VirtualHost mainHost;
    private final List<Address> addresses = new ArrayList<>();
    private final Map<InetSocketAddress, HostSet> sets = new ConcurrentHashMap<>();

    /// One address of one `<VirtualHost>` line.
    ///
    /// @param ip as text; empty for `*` and `_default_`
    /// @param port 0 for any
    private record Address(String ip, int port, VirtualHost host) {}

    /// @param source answers what addresses a name has
    public VirtualHosts(VirtualHost mainHost, List<VirtualHost> hosts, ConfigSource source) throws ConfigException {
        this.mainHost = mainHost;
        for (VirtualHost host : hosts) {
            for (String text : host.addresses()) {
                add(text, host, source);
            }
        }
    }

    private void add(String text, VirtualHost host, ConfigSource source) throws ConfigException {
        int bracket = text.lastIndexOf(']');
        int colon = text.indexOf(':', Math.max(0, bracket));
        String name = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? 0 : port(text.substring(colon + 1), text, host);
        if (name.equals("*") || name.equalsIgnoreCase("_default_")) {
            addresses.add(new Address("", port, host));
            return;
        }
        String bare = name.startsWith("[") && bracket > 0 ? name.substring(1, bracket) : name;
        List<String> ips = source.addresses(bare);
        if (ips.isEmpty()) {
            throw new ConfigException(
                    host.position(), "Cannot resolve host name " + bare + " --- ignoring it would serve the wrong site");
        }
        for (String ip : ips) {
            addresses.add(new Address(ip.toLowerCase(Locale.ROOT), port, host));
        }
    }

    private static int port(String digits, String whole, VirtualHost host) throws ConfigException {
        if (digits.equals("*")) {
            return 0;
        }
        try {
            int port = Integer.parseInt(digits);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new ConfigException(host.position(), "The port number \"" + digits + "\" is outside the appropriate range (i.e., 1..65535) in " + whole);
    }

    @Override
    public VirtualHost byAddress(InetSocketAddress local) {
        HostSet set = set(local);
        return set.hosts.isEmpty() ? mainHost : set.hosts.getFirst();
    }

    @Override
    public @Nullable VirtualHost byName(InetSocketAddress local, String host, int port) {
        return set(local).named(host);
    }

    private HostSet set(InetSocketAddress local) {
        HostSet known = sets.get(local);
        if (known != null) {
            return known;
        }
        var made = new HostSet(mostExact(local));
        if (sets.size() < MOST_REMEMBERED) {
            sets.put(local, made);
        }
        return made;
    }

    /// Address and port, then address alone, then port alone, then neither.
    private List<VirtualHost> mostExact(InetSocketAddress local) {
        String ip = local.getAddress().getHostAddress();
        for (int exactness = 3; exactness >= 0; exactness--) {
            var hosts = new ArrayList<VirtualHost>();
            for (Address address : addresses) {
                boolean ipMatches = (exactness & 2) != 0 ? address.ip.equals(ip) : address.ip.isEmpty();
                boolean portMatches = (exactness & 1) != 0 ? address.port == local.getPort() : address.port == 0;
                if (ipMatches && portMatches && !hosts.contains(address.host)) {
                    hosts.add(address.host);
                }
            }
            if (!hosts.isEmpty()) {
                return hosts;
            }
        }
        return List.of();
    }

    /// The hosts that one local address leads to, with their names.
    private static final class HostSet {
        private final List<VirtualHost> hosts;
        private final Map<String, Integer> exact = new HashMap<>();
        private final List<Wild> wild = new ArrayList<>();

        private record Wild(Wildcard pattern, int place) {}

        HostSet(List<VirtualHost> hosts) {
            this.hosts = List.copyOf(hosts);
            for (int i = 0; i < hosts.size(); i++) {
                exact.putIfAbsent(hosts.get(i).serverName().toLowerCase(Locale.ROOT), i);
                for (String alias : hosts.get(i).aliases()) {
                    String name = alias.toLowerCase(Locale.ROOT);
                    if (Wildcard.isWild(name)) {
                        wild.add(new Wild(Wildcard.of(name), i));
                    } else {
                        exact.putIfAbsent(name, i);
                    }
                }
            }
        }

        @Nullable VirtualHost named(String name) {
            Integer place = exact.get(name);
            int best = place == null ? hosts.size() : place;
            for (int i = 0; i < wild.size(); i++) {
                Wild one = wild.get(i);
                if (one.place < best && one.pattern.matches(name)) {
                    best = one.place;
                }
            }
            return best == hosts.size() ? null : hosts.get(best);
        }
    }
}
