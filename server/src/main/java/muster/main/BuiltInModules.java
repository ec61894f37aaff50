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

    /// Loaded by a LoadModule.
    static List<Module> loadable() {
        return List.of(
                new AccessCompatModule(),
                new ActionsModule(),
                new AliasModule(),
                new AllowMethodsModule(),
                new AsisModule(),
                new AuthBasicModule(),
                new AuthDigestModule(),
                new AuthnAnonModule(),
                new AuthnCoreModule(),
                new AuthnFileModule(),
                new AuthzCoreModule(),
                new AuthzGroupfileModule(),
                new AuthzHostModule(),
                new AuthzOwnerModule(),
                new AuthzUserModule(),
                new AutoindexModule(),
                new BrotliModule(),
                new BucketeerModule(),
                new BufferModule(),
                new CaseFilterInModule(),
                new CaseFilterModule(),
                CgiModule.cgi(),
                CgiModule.cgid(),
                new DataModule(),
                new DeflateModule(),
                new DirModule(),
                new EnvModule(),
                new ExpiresModule(),
                new FilterModule(),
                new HeadersModule(),
                new LogDebugModule(),
                new LogForensicModule(),
                new MacroModule(),
                new MimeModule(),
                new NegotiationModule(),
                new ProxyFcgiModule(),
                ProxyHttpModule.http(),
                ProxyHttpModule.webSockets(),
                new ProxyModule(),
                new ReflectorModule(),
                new RemoteIpModule(),
                new RequestModule(),
                new RequestTimeoutModule(),
                new RewriteModule(),
                new SedModule(),
                new SessionCookieModule(),
                new SessionCryptoModule(),
                new SessionModule(),
                new SetEnvIfModule(),
                // Caches for sessions and staples, which are kept without one: names that configurations load.
                new BareModule("socache_dbm_module", "mod_socache_dbm.c"),
                new BareModule("socache_memcache_module", "mod_socache_memcache.c"),
                new BareModule("socache_redis_module", "mod_socache_redis.c"),
                new BareModule("socache_shmcb_module", "mod_socache_shmcb.c"),
                new SpelingModule(),
                new SslModule(),
                new StatusModule(),
                new SubstituteModule(),
                new UniqueIdModule(),
                new UserdirModule(),
                new UsertrackModule(),
                new VhostAliasModule(),
                new ZstdModule());
    }

    static List<Mpm> mpms() {
        return List.of(new Prefork(), new Worker(), new Event());
    }
}
