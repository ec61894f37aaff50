package muster.modules.tls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import muster.config.ConfigException;
import muster.config.ConfigSource;
import muster.config.Snapshot;
import muster.config.Warning;
import muster.core.Configured;
import muster.core.HostAddress;
import muster.core.HostChoice;
import muster.core.ListenAddress;
import muster.core.Renewable;
import muster.core.ServerCompiler;
import muster.core.ServerSettings;
import muster.core.VirtualHost;
import muster.openssl.OpenSsl;
import org.jspecify.annotations.Nullable;

/// The hosts of a generation that have TLS.
final class SecureHosts implements Configured, Renewable {
    private volatile Map<VirtualHost, HostSecurity> byHost = new IdentityHashMap<>();
    private @Nullable HostChoice choice;

    /// What a host brings to handshakes; null if it has no TLS.
    @Nullable HostSecurity of(VirtualHost host) {
        return byHost.get(host);
    }

    boolean any() {
        return !byHost.isEmpty();
    }

    /// The host of an address that has a name, if it has TLS.
    @Nullable HostSecurity byName(java.net.InetSocketAddress local, String name) {
        HostChoice hosts = choice;
        VirtualHost named = hosts == null ? null : hosts.byName(local, name, 0);
        return named == null ? null : of(named);
    }

    @Override
    public void look(ServerCompiler.Compiled compiled, ConfigSource source, Consumer<Warning> warned) throws ConfigException {
        choice = compiled.choice();
        VirtualHost main = compiled.mainHost();
        var material = new Material(source, main.settings().get(TlsSettings.PASS_PHRASES));
        List<ListenAddress> listened = main.settings().get(ServerSettings.LISTEN);
        var all = new ArrayList<VirtualHost>();
        all.add(main);
        all.addAll(compiled.virtualHosts());
        var secure = new IdentityHashMap<VirtualHost, HostSecurity>();
        for (VirtualHost host : all) {
            if (isSecure(host, listened)) {
                secure.put(host, new HostSecurity(host, material));
            }
        }
        byHost = secure;
        if (secure.isEmpty()) {
            return;
        }
        if (!OpenSsl.present()) {
            throw new ConfigException("mod_ssl needs OpenSSL 3: libssl.so.3 isn't there (Debian and Ubuntu: apt install libssl3)");
        }
        if (source instanceof Snapshot) {
            // The library is loaded, and the host that most connections begin with is made, before the child says it is ready.
            all.stream().filter(secure::containsKey).findFirst().map(secure::get).ifPresent(HostSecurity::context);
        } else {
            check(all.stream().filter(secure::containsKey).map(secure::get).toList(), warned);
        }
    }

    @Override
    public Collection<String> files() {
        var files = new TreeSet<String>();
        byHost.values().forEach(host -> files.addAll(host.files()));
        return files;
    }

    @Override
    public Collection<String> secrets() {
        return any() ? List.of(Material.TICKET_KEYS) : List.of();
    }

    @Override
    public void check(ConfigSource renewed) throws ConfigException {
        check(List.copyOf(renewed(renewed).values()), _ -> {});
    }

    @Override
    public void renew(ConfigSource renewed) {
        Map<VirtualHost, HostSecurity> newer = renewed(renewed);
        // What is in use is made now, not when the next client waits for it.
        byHost.forEach((host, security) -> {
            if (security.made()) {
                newer.get(host).context();
            }
        });
        byHost = newer;
    }

    private Map<VirtualHost, HostSecurity> renewed(ConfigSource source) {
        var newer = new IdentityHashMap<VirtualHost, HostSecurity>();
        byHost.forEach((host, security) -> newer.put(host, security.from(source)));
        return newer;
    }

    private static void check(List<HostSecurity> hosts, Consumer<Warning> warned) throws ConfigException {
        for (HostSecurity host : hosts) {
            try {
                host.build();
                for (String doubt : host.doubts()) {
                    warned.accept(new Warning(Integer.parseInt(doubt.substring(2, 7)), doubt.substring(9), null));
                }
            } catch (IOException failed) {
                throw new ConfigException(host.host().position(), host.id() + ": " + failed.getMessage());
            }
        }
    }

    /// By SSLEngine; without a word of it, by `Listen 443 https` or `Protocol https`, if there is a certificate.
    private static boolean isSecure(VirtualHost host, List<ListenAddress> listened) {
        var settings = host.settings();
        if (settings.sets(TlsSettings.ENGINE)) {
            return settings.get(TlsSettings.ENGINE);
        }
        if (settings.get(TlsSettings.CERTIFICATES).isEmpty()) {
            return false;
        }
        if (!settings.get(ServerSettings.PROTOCOL).isEmpty()) {
            return settings.get(ServerSettings.PROTOCOL).equals("https");
        }
        return host.addresses().stream()
                .map(HostAddress::parse)
                .anyMatch(address -> listened.stream()
                        .anyMatch(listen -> listen.protocol().equals("https")
                                && (address.port() == 0 || address.port() == listen.port())));
    }
}
