package muster.modules.tls;

import muster.core.Authorization;
import muster.core.ConnectionLayer;
import muster.core.Hook;
import muster.core.LogItem;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Renewable;
import muster.core.RequestFunction;
import muster.core.RequestListFunction;
import muster.core.RequestVariable;
import muster.core.Requirement;

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
        registry.provider(Renewable.class, Renewable.NAME, hosts);
        var checks = new RequestChecks();
        registry.hook(Phase.POST_READ_REQUEST, Hook.Place.MIDDLE, checks::received);
        registry.hook(Phase.ACCESS_CHECKER, Hook.Place.MIDDLE, checks::access);
        registry.hook(Phase.CHECK_USER_ID, Hook.Place.FIRST, checks::user);
        registry.hook(Phase.FIXUPS, Hook.Place.MIDDLE, Exports::export);
        offer(registry);
        registry.provider(ConnectionLayer.class, ConnectionLayer.NAME, new SecureLayer(hosts, registry));
    }

    /// Variables for expressions, logs and headers, and kinds of `Require`.
    private static void offer(Registry registry) {
        registry.provider(
                RequestVariable.Family.class, "SSL_", name -> evaluation -> Variables.value(evaluation.subject(), name));
        registry.provider(RequestFunction.class, "ssl", (evaluation, name) -> Variables.value(evaluation.subject(), name));
        registry.provider(
                RequestListFunction.class, "peerextlist", (evaluation, name) -> Variables.clientExtensions(evaluation.subject(), name));
        // Its older name, in SSLRequire.
        registry.provider(
                RequestListFunction.class, "oid", (evaluation, name) -> Variables.clientExtensions(evaluation.subject(), name));
        registry.provider(LogItem.Type.class, "x", LogItem.Type.with(
                name -> (request, line) -> LogItem.text(Variables.value(request, name), line)));
        registry.provider(LogItem.Type.class, "c", LogItem.Type.with(SslModule::legacyItem));
        registry.provider(Requirement.Kind.class, "ssl", (words, line) -> {
            if (!words.isBlank()) {
                throw line.wrong("'Require ssl' does not take arguments");
            }
            return request -> Variables.secure(request) == null ? Authorization.DENIED : Authorization.GRANTED;
        });
        registry.provider(Requirement.Kind.class, "ssl-verify-client", (words, line) -> {
            if (!words.isBlank()) {
                throw line.wrong("'Require ssl-verify-client' does not take arguments");
            }
            return request -> "SUCCESS".equals(Variables.value(request, "SSL_CLIENT_VERIFY")) ? Authorization.GRANTED : Authorization.DENIED;
        });
    }

    /// `%{version}c` and its kin, from before there was `x`.
    private static LogItem legacyItem(String name) {
        String variable = switch (name) {
            case "version" -> "SSL_PROTOCOL";
            case "cipher" -> "SSL_CIPHER";
            case "subjectdn", "clientcert" -> "SSL_CLIENT_S_DN";
            case "issuerdn", "cacert" -> "SSL_CLIENT_I_DN";
            case "errcode" -> "";
            case "errstr" -> "SSL_CLIENT_VERIFY";
            default -> "";
        };
        return (request, line) -> LogItem.text(variable.isEmpty() ? null : Variables.value(request, variable), line);
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
        ProxyDirectives.all().forEach(registry::directive);
        RequestDirectives.demands(registry).forEach(registry::directive);
        StaplingDirectives.clients().forEach(registry::directive);
        StaplingDirectives.staples().forEach(registry::directive);
        registry.directive(ServerDirectives.command());
        ServerDirectives.obsolete().forEach(registry::directive);
    }
}
