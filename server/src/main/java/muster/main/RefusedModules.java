package muster.main;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The modules of httpd that Muster leaves out, and what to do instead: told to whoever loads one, or uses a directive of one.
///
/// A directive is never ignored because its module is here: httpd's "Invalid command" it is, with a hint behind.
final class RefusedModules {
    /// @param name as in `mod_NAME`
    /// @param hint a sentence without its full stop
    /// @param directives as httpd's 2.4.71 of Debian knows them; sections with their `<`
    record Refused(String name, String hint, List<String> directives) {
        String identifier() {
            return name + "_module";
        }
    }

    static final List<Refused> ALL = List.of(
            new Refused(
                    "unixd",
                    "Muster's children share files that lie outside: let systemd (RootDirectory=) or a container do it for the whole server",
                    List.of("ChrootDir")),
            new Refused(
                    "authn_dbd",
                    "Muster asks no database for users: use AuthUserFile",
                    List.of("AuthDBDUserPWQuery", "AuthDBDUserRealmQuery")),
            new Refused(
                    "authnz_fcgi",
                    "Muster asks no FastCGI program for users: use AuthUserFile, or authenticate in the application",
                    List.of("AuthnzFcgiCheckAuthnProvider", "AuthnzFcgiDefineProvider")),
            new Refused(
                    "authnz_ldap",
                    "Muster asks no directory service: keep users in AuthUserFile, or authenticate in a proxy or application in front",
                    List.of(
                            "AuthLDAPAuthorizePrefix", "AuthLDAPBindAuthoritative", "AuthLDAPBindDN", "AuthLDAPBindPassword",
                            "AuthLDAPCharsetConfig", "AuthLDAPCompareAsUser", "AuthLDAPCompareDNOnServer",
                            "AuthLDAPDereferenceAliases", "AuthLDAPGroupAttribute", "AuthLDAPGroupAttributeIsDN",
                            "AuthLDAPInitialBindAsUser", "AuthLDAPInitialBindPattern", "AuthLDAPMaxSubGroupDepth",
                            "AuthLDAPRemoteUserAttribute", "AuthLDAPRemoteUserIsDN", "AuthLDAPSearchAsUser",
                            "AuthLDAPSubGroupAttribute", "AuthLDAPSubGroupClass", "AuthLDAPURL")),
            new Refused(
                    "authz_dbd",
                    "Muster asks no database for groups: use AuthGroupFile",
                    List.of("AuthzDBDLoginToReferer", "AuthzDBDQuery", "AuthzDBDRedirectQuery")),
            new Refused(
                    "cern_meta",
                    "Muster reads no meta files of the CERN server: use Header in <Files> sections",
                    List.of("MetaDir", "MetaFiles", "MetaSuffix")),
            new Refused(
                    "dbd",
                    "Muster keeps no connections to databases: keep users in AuthUserFile, maps in RewriteMap txt or prg",
                    List.of(
                            "DBDExptime", "DBDInitSQL", "DBDKeep", "DBDMax", "DBDMin", "DBDParams", "DBDPersist",
                            "DBDPrepareSQL", "DBDriver")),
            new Refused(
                    "dialup",
                    "Muster imitates no modems, and has no mod_ratelimit yet: limit speeds with tc(8)",
                    List.of("ModemStandard")),
            new Refused(
                    "file_cache",
                    "leave the line out: Muster keeps small files in memory by itself, and sees when they change",
                    List.of("CacheFile", "MMapFile")),
            new Refused(
                    "heartbeat",
                    "Muster sends no heartbeats: a load balancer finds out by its health checks",
                    List.of("HeartbeatAddress")),
            new Refused(
                    "heartmonitor",
                    "Muster listens to no heartbeats: use the health checks of mod_proxy_hcheck",
                    List.of("HeartbeatListen", "HeartbeatMaxServers", "HeartbeatStorage")),
            new Refused(
                    "ident",
                    "Muster asks no identd (RFC 1413): its answers prove nothing, and %l is logged as -",
                    List.of("IdentityCheck", "IdentityCheckTimeout")),
            new Refused(
                    "lbmethod_heartbeat",
                    "Muster listens to no heartbeats: use lbmethod=byrequests, bytraffic or bybusyness",
                    List.of("HeartbeatStorage")),
            new Refused(
                    "ldap",
                    "Muster asks no directory service: keep users in AuthUserFile, or authenticate in a proxy or application in front",
                    List.of(
                            "LDAPCacheEntries", "LDAPCacheTTL", "LDAPConnectionPoolTTL", "LDAPConnectionTimeout",
                            "LDAPLibraryDebug", "LDAPOpCacheEntries", "LDAPOpCacheTTL", "LDAPReferralHopLimit",
                            "LDAPReferrals", "LDAPRetries", "LDAPRetryDelay", "LDAPSharedCacheFile", "LDAPSharedCacheSize",
                            "LDAPTimeout", "LDAPTrustedClientCert", "LDAPTrustedGlobalCert", "LDAPTrustedMode",
                            "LDAPVerifyServerCert")),
            new Refused(
                    "lua",
                    "Muster runs no Lua: rewrite rules, expressions (<If>, Require expr, Header expr=) or a program behind CGI or"
                            + " FastCGI do what the script does",
                    List.of(
                            "Lua_____ByteCodeHack", "LuaAuthzProvider", "LuaCodeCache", "LuaHookAccessChecker",
                            "LuaHookAuthChecker", "LuaHookCheckUserID", "LuaHookFixups", "LuaHookInsertFilter", "LuaHookLog",
                            "LuaHookMapToStorage", "LuaHookPreTranslateName", "LuaHookTranslateName", "LuaHookTypeChecker",
                            "LuaInherit", "LuaInputFilter", "LuaMapHandler", "LuaOutputFilter", "LuaPackageCPath",
                            "LuaPackagePath", "LuaQuickHandler", "LuaRoot", "LuaScope")),
            new Refused(
                    "proxy_fdpass",
                    "Muster hands no connections to other programs: use a Unix socket as a backend (ProxyPass ... unix:/path|http://...)",
                    List.of()),
            new Refused(
                    "proxy_ftp",
                    "Muster fetches nothing by FTP, which no browser asks for any more",
                    List.of("ProxyFtpDirCharset", "ProxyFtpEscapeWildcards", "ProxyFtpListOnWildcard")),
            new Refused(
                    "session_dbd",
                    "Muster keeps no sessions in databases: use mod_session_cookie",
                    List.of(
                            "SessionDBDCookieName", "SessionDBDCookieName2", "SessionDBDCookieRemove", "SessionDBDDeleteLabel",
                            "SessionDBDInsertLabel", "SessionDBDPerUser", "SessionDBDSelectLabel", "SessionDBDUpdateLabel")),
            new Refused(
                    "socache_memcache",
                    "Muster shares session data between its own processes only: leave the line out",
                    List.of("MemcacheConnTTL")),
            new Refused(
                    "socache_redis",
                    "Muster shares session data between its own processes only: leave the line out",
                    List.of("RedisConnPoolTTL", "RedisTimeout")));

    private RefusedModules() {}

    /// What to do instead; null for what isn't refused.
    /// @param name a directive's in any case, or a module's as in LoadModule: `lua_module`
    static @Nullable String instead(String name) {
        for (Refused refused : ALL) {
            if (refused.identifier().equals(name) || refused.directives().stream().anyMatch(name::equalsIgnoreCase)) {
                return refused.hint();
            }
        }
        return null;
    }
}
