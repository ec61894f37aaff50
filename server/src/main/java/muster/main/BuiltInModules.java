package muster.main;

import java.util.ArrayList;
import java.util.List;
import muster.core.Module;
import muster.core.StandardModules;
import muster.modules.aaa.AccessCompatModule;
import muster.modules.aaa.AllowMethodsModule;
import muster.modules.aaa.AuthnCoreModule;
import muster.modules.aaa.AuthzCoreModule;
import muster.modules.aaa.AuthzGroupfileModule;
import muster.modules.aaa.AuthzHostModule;
import muster.modules.aaa.AuthzOwnerModule;
import muster.modules.aaa.AuthzUserModule;
import muster.modules.aaa.authn.AuthBasicModule;
import muster.modules.aaa.authn.AuthnAnonModule;
import muster.modules.aaa.authn.AuthnFileModule;
import muster.modules.aaa.digest.AuthDigestModule;
import muster.modules.core.MacroModule;
import muster.modules.debugging.BucketeerModule;
import muster.modules.debugging.CaseFilterInModule;
import muster.modules.debugging.CaseFilterModule;
import muster.modules.filters.BufferModule;
import muster.modules.filters.DataModule;
import muster.modules.filters.ReflectorModule;
import muster.modules.filters.RequestModule;
import muster.modules.filters.RequestTimeoutModule;
import muster.modules.filters.compression.BrotliModule;
import muster.modules.filters.compression.DeflateModule;
import muster.modules.filters.compression.ZstdModule;
import muster.modules.filters.sed.SedModule;
import muster.modules.filters.smart.FilterModule;
import muster.modules.filters.substitute.SubstituteModule;
import muster.modules.generators.AsisModule;
import muster.modules.generators.StatusModule;
import muster.modules.generators.autoindex.AutoindexModule;
import muster.modules.generators.cgi.CgiModule;
import muster.modules.http.HttpModule;
import muster.modules.http.MimeModule;
import muster.modules.loggers.LogConfigModule;
import muster.modules.loggers.LogDebugModule;
import muster.modules.loggers.LogForensicModule;
import muster.modules.loggers.LogioModule;
import muster.modules.mappers.ActionsModule;
import muster.modules.mappers.AliasModule;
import muster.modules.mappers.DirModule;
import muster.modules.mappers.SpelingModule;
import muster.modules.mappers.UserdirModule;
import muster.modules.mappers.VhostAliasModule;
import muster.modules.mappers.negotiation.NegotiationModule;
import muster.modules.mappers.rewrite.RewriteModule;
import muster.modules.metadata.EnvModule;
import muster.modules.metadata.ExpiresModule;
import muster.modules.metadata.HeadersModule;
import muster.modules.metadata.SetEnvIfModule;
import muster.modules.metadata.UniqueIdModule;
import muster.modules.metadata.remoteip.RemoteIpModule;
import muster.modules.metadata.usertrack.UsertrackModule;
import muster.modules.proxy.ProxyModule;
import muster.modules.proxy.fcgi.ProxyFcgiModule;
import muster.modules.proxy.http.ProxyHttpModule;
import muster.modules.session.SessionCookieModule;
import muster.modules.session.SessionCryptoModule;
import muster.modules.session.SessionModule;
import muster.modules.tls.SslModule;
import muster.mpm.Event;
import muster.mpm.Mpm;
import muster.mpm.Prefork;
import muster.mpm.Worker;
import org.jspecify.annotations.Nullable;

/// Every module that Muster brings. Those of third parties are found by `ServiceLoader`, in jars in the `modules/` folder.
final class BuiltInModules {
    private BuiltInModules() {}

    /// Part of the server whether a LoadModule names them or not, as in Debian's httpd; what `-l` lists, in its order.
    static List<Module> always() {
        var modules = new ArrayList<>(StandardModules.all());
        modules.add(modules.size() - 1, new HttpModule());
        modules.add(modules.size() - 1, new LogConfigModule());
        modules.add(modules.size() - 1, new LogioModule());
        modules.add(new UnixdModule());
        return List.copyOf(modules);
    }

    /// The names of those that a LoadModule brings.
    static final List<String> LOADABLE = List.of(
            "access_compat_module",
            "actions_module",
            "alias_module",
            "allowmethods_module",
            "asis_module",
            "auth_basic_module",
            "auth_digest_module",
            "authn_anon_module",
            "authn_core_module",
            "authn_file_module",
            "authz_core_module",
            "authz_groupfile_module",
            "authz_host_module",
            "authz_owner_module",
            "authz_user_module",
            "autoindex_module",
            "brotli_module",
            "bucketeer_module",
            "buffer_module",
            "case_filter_in_module",
            "case_filter_module",
            "cgi_module",
            "cgid_module",
            "data_module",
            "deflate_module",
            "dir_module",
            "env_module",
            "expires_module",
            "filter_module",
            "headers_module",
            "log_debug_module",
            "log_forensic_module",
            "macro_module",
            "mime_module",
            "negotiation_module",
            "proxy_fcgi_module",
            "proxy_http_module",
            "proxy_module",
            "proxy_wstunnel_module",
            "reflector_module",
            "remoteip_module",
            "reqtimeout_module",
            "request_module",
            "rewrite_module",
            "sed_module",
            "session_cookie_module",
            "session_crypto_module",
            "session_module",
            "setenvif_module",
            "socache_dbm_module",
            "socache_memcache_module",
            "socache_redis_module",
            "socache_shmcb_module",
            "speling_module",
            "ssl_module",
            "status_module",
            "substitute_module",
            "unique_id_module",
            "userdir_module",
            "usertrack_module",
            "vhost_alias_module",
            "zstd_module");

    /// The module of a name; null if there is none. Every child pays for each class it loads: so only what is asked for is made.
    static @Nullable Module loadable(String name) {
        return switch (name) {
            case "access_compat_module" -> new AccessCompatModule();
            case "actions_module" -> new ActionsModule();
            case "alias_module" -> new AliasModule();
            case "allowmethods_module" -> new AllowMethodsModule();
            case "asis_module" -> new AsisModule();
            case "auth_basic_module" -> new AuthBasicModule();
            case "auth_digest_module" -> new AuthDigestModule();
            case "authn_anon_module" -> new AuthnAnonModule();
            case "authn_core_module" -> new AuthnCoreModule();
            case "authn_file_module" -> new AuthnFileModule();
            case "authz_core_module" -> new AuthzCoreModule();
            case "authz_groupfile_module" -> new AuthzGroupfileModule();
            case "authz_host_module" -> new AuthzHostModule();
            case "authz_owner_module" -> new AuthzOwnerModule();
            case "authz_user_module" -> new AuthzUserModule();
            case "autoindex_module" -> new AutoindexModule();
            case "brotli_module" -> new BrotliModule();
            case "bucketeer_module" -> new BucketeerModule();
            case "buffer_module" -> new BufferModule();
            case "case_filter_in_module" -> new CaseFilterInModule();
            case "case_filter_module" -> new CaseFilterModule();
            case "cgi_module" -> CgiModule.cgi();
            case "cgid_module" -> CgiModule.cgid();
            case "data_module" -> new DataModule();
            case "deflate_module" -> new DeflateModule();
            case "dir_module" -> new DirModule();
            case "env_module" -> new EnvModule();
            case "expires_module" -> new ExpiresModule();
            case "filter_module" -> new FilterModule();
            case "headers_module" -> new HeadersModule();
            case "log_debug_module" -> new LogDebugModule();
            case "log_forensic_module" -> new LogForensicModule();
            case "macro_module" -> new MacroModule();
            case "mime_module" -> new MimeModule();
            case "negotiation_module" -> new NegotiationModule();
            case "proxy_fcgi_module" -> new ProxyFcgiModule();
            case "proxy_http_module" -> ProxyHttpModule.http();
            case "proxy_module" -> new ProxyModule();
            case "proxy_wstunnel_module" -> ProxyHttpModule.webSockets();
            case "reflector_module" -> new ReflectorModule();
            case "remoteip_module" -> new RemoteIpModule();
            case "reqtimeout_module" -> new RequestTimeoutModule();
            case "request_module" -> new RequestModule();
            case "rewrite_module" -> new RewriteModule();
            case "sed_module" -> new SedModule();
            case "session_cookie_module" -> new SessionCookieModule();
            case "session_crypto_module" -> new SessionCryptoModule();
            case "session_module" -> new SessionModule();
            case "setenvif_module" -> new SetEnvIfModule();
            case "socache_dbm_module" -> new BareModule("socache_dbm_module", "mod_socache_dbm.c");
            case "socache_memcache_module" -> new BareModule("socache_memcache_module", "mod_socache_memcache.c");
            case "socache_redis_module" -> new BareModule("socache_redis_module", "mod_socache_redis.c");
            case "socache_shmcb_module" -> new BareModule("socache_shmcb_module", "mod_socache_shmcb.c");
            case "speling_module" -> new SpelingModule();
            case "ssl_module" -> new SslModule();
            case "status_module" -> new StatusModule();
            case "substitute_module" -> new SubstituteModule();
            case "unique_id_module" -> new UniqueIdModule();
            case "userdir_module" -> new UserdirModule();
            case "usertrack_module" -> new UsertrackModule();
            case "vhost_alias_module" -> new VhostAliasModule();
            case "zstd_module" -> new ZstdModule();
            default -> null;
        };
    }

    static List<Mpm> mpms() {
        return List.of(new Prefork(), new Worker(), new Event());
    }
}
