package muster.modules.tls;

import muster.core.ConnectionLayer;
import muster.core.Module;
import muster.core.Registry;

/// mod_ssl: HTTPS by the system's OpenSSL.
public final class SslModule implements Module {
    @Override
    public String name() {
        return "ssl_module";
    }

    @Override
    public String file() {
        return "mod_ssl.c";
    }

    @Override
    public void register(Registry registry) {
        declare(registry);
        var hosts = new SecureHosts();
        registry.configured(hosts);
        registry.provider(ConnectionLayer.class, ConnectionLayer.NAME, new SecureLayer(hosts, registry));
    }

    /// In the order of httpd's own table, which `-L` prints.
    private static void declare(Registry registry) {
        ServerDirectives.global().forEach(registry::directive);
        registry.directive(ServerDirectives.engine());
        registry.directive(ServerDirectives.fips());
        registry.directive(RequestDirectives.ciphers());
        ServerDirectives.certificates().forEach(registry::directive);
        RequestDirectives.clients().forEach(registry::directive);
        ServerDirectives.protocol().forEach(registry::directive);
        registry.directive(RequestDirectives.userName());
        registry.directive(ServerDirectives.strictSni());
        ServerDirectives.srp().forEach(registry::directive);
        RequestDirectives.demands(registry).forEach(registry::directive);
        registry.directive(ServerDirectives.command());
        ServerDirectives.obsolete().forEach(registry::directive);
    }
}
