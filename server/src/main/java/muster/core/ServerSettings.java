package muster.core;

import java.util.List;
import java.util.Set;
import muster.config.ConfigSlot;

/// What the core's directives say of a virtual host: one slot a directive, read as
/// `host.settings().get(ServerSettings.TIMEOUT)`. A slot that nothing was said for holds httpd's default.
///
/// One slot a value, not one record for all: a value needs no copy method, merges by itself, and
/// [muster.config.Settings#sets] tells a default from a choice.
public final class ServerSettings {
    /// `ServerRoot`: what relative paths of the configuration are below. Absolute, without a slash at the end.
    public static final ConfigSlot<String> SERVER_ROOT = ConfigSlot.serverValue("ServerRoot", "/usr/local/apache");

    /// `DefaultRuntimeDir`: where files that live as long as the server are put. Empty: `ServerRoot/logs`.
    public static final ConfigSlot<String> RUNTIME_DIRECTORY = ConfigSlot.serverValue("DefaultRuntimeDir", "");

    /// `DocumentRoot`, absolute, without a slash at the end; the compiler of the configuration fills in `ServerRoot/htdocs`.
    public static final ConfigSlot<String> DOCUMENT_ROOT = ConfigSlot.serverValue("DocumentRoot", "");

    /// `ServerName` as said for this very host: a virtual host doesn't inherit it. [VirtualHost#serverName] is what holds.
    public static final ConfigSlot<ServerName> SERVER_NAME = ConfigSlot.serverValue("ServerName", ServerName.UNSET);

    /// `ServerAlias`, as written.
    public static final ConfigSlot<List<String>> SERVER_ALIASES = ConfigSlot.serverValue("ServerAlias", List.of());

    /// `ServerAdmin`, as written.
    public static final ConfigSlot<String> SERVER_ADMIN = ConfigSlot.serverValue("ServerAdmin", "[no address given]");

    /// `ServerPath`: a URL path that HTTP/1.0 clients without `Host` may reach this host by; empty if there is none.
    public static final ConfigSlot<String> SERVER_PATH = ConfigSlot.serverValue("ServerPath", "");

    /// `ServerTokens`: how much the `Server` field tells. For the whole server.
    public static final ConfigSlot<ServerTokens> SERVER_TOKENS =
            ConfigSlot.serverValue("ServerTokens", ServerTokens.FULL);

    /// `Timeout` in milliseconds: how long one wait for the client (or a gateway) may take.
    public static final ConfigSlot<Integer> TIMEOUT = ConfigSlot.serverValue("Timeout", 60_000);

    public static final ConfigSlot<Boolean> KEEP_ALIVE = ConfigSlot.serverValue("KeepAlive", true);

    /// `KeepAliveTimeout` in milliseconds: how long an idle connection waits for its next request.
    public static final ConfigSlot<Integer> KEEP_ALIVE_TIMEOUT = ConfigSlot.serverValue("KeepAliveTimeout", 5_000);

    /// `MaxKeepAliveRequests`; 0 is no limit.
    public static final ConfigSlot<Integer> MAX_KEEP_ALIVE_REQUESTS =
            ConfigSlot.serverValue("MaxKeepAliveRequests", 100);

    /// `LimitRequestLine` in bytes, without the line's end.
    public static final ConfigSlot<Integer> LIMIT_REQUEST_LINE = ConfigSlot.serverValue("LimitRequestLine", 8190);

    /// `LimitRequestFields`; 0 is no limit.
    public static final ConfigSlot<Integer> LIMIT_REQUEST_FIELDS = ConfigSlot.serverValue("LimitRequestFields", 100);

    /// `LimitRequestFieldSize` in bytes, of one whole field line.
    public static final ConfigSlot<Integer> LIMIT_REQUEST_FIELD_SIZE =
            ConfigSlot.serverValue("LimitRequestFieldSize", 8190);

    /// `HttpProtocolOptions`.
    public static final ConfigSlot<HttpStrictness> HTTP_PROTOCOL_OPTIONS =
            ConfigSlot.serverValue("HttpProtocolOptions", HttpStrictness.DEFAULT);

    /// `TraceEnable`; off unless switched on, unlike httpd: nothing but scanners asks for it.
    public static final ConfigSlot<Trace> TRACE_ENABLE = ConfigSlot.serverValue("TraceEnable", Trace.OFF);

    public static final ConfigSlot<EncodedSlashes> ALLOW_ENCODED_SLASHES =
            ConfigSlot.serverValue("AllowEncodedSlashes", EncodedSlashes.OFF);

    public static final ConfigSlot<Boolean> MERGE_SLASHES = ConfigSlot.serverValue("MergeSlashes", true);

    /// `StrictHostCheck`: a name that no virtual host of the address has is answered 400.
    public static final ConfigSlot<Boolean> STRICT_HOST_CHECK = ConfigSlot.serverValue("StrictHostCheck", false);

    /// `MergeTrailers`: trailers of a chunked request become header fields.
    public static final ConfigSlot<Boolean> MERGE_TRAILERS = ConfigSlot.serverValue("MergeTrailers", false);

    /// `Protocols`, in order of preference: `h2`, `h2c`, `http/1.1`.
    public static final ConfigSlot<List<String>> PROTOCOLS =
            ConfigSlot.serverValue("Protocols", List.of("http/1.1"));

    public static final ConfigSlot<Boolean> PROTOCOLS_HONOR_ORDER =
            ConfigSlot.serverValue("ProtocolsHonorOrder", true);

    /// `Listen`, in the order of the file. For the whole server.
    public static final ConfigSlot<List<ListenAddress>> LISTEN = ConfigSlot.serverValue("Listen", List.of());

    /// `Protocol`, what is spoken on the host's listeners: `http` or `https`; empty to follow the `Listen` line.
    public static final ConfigSlot<String> PROTOCOL = ConfigSlot.serverValue("Protocol", "");

    /// `AccessFileName`: what an `.htaccess` file may be called; the first that exists is read.
    public static final ConfigSlot<List<String>> ACCESS_FILE_NAMES =
            ConfigSlot.serverValue("AccessFileName", List.of(".htaccess"));

    /// `LimitInternalRecursion`.
    public static final ConfigSlot<RecursionLimits> LIMIT_RECURSION =
            ConfigSlot.serverValue("LimitInternalRecursion", RecursionLimits.DEFAULT);

    /// `RegisterHttpMethod`: methods that aren't in any RFC but are known here. For the whole server.
    public static final ConfigSlot<Set<String>> REGISTERED_METHODS =
            ConfigSlot.serverValue("RegisterHttpMethod", Set.of());

    private ServerSettings() {}

    /// What a TRACE request is answered.
    public enum Trace {
        OFF,
        ON,
        /// With its body.
        EXTENDED
    }

    /// What `%2F` in a path means.
    public enum EncodedSlashes {
        /// 404.
        OFF,
        /// A slash.
        ON,
        /// It stays `%2F`.
        NO_DECODE
    }

    /// What the `Server` field tells.
    public enum ServerTokens {
        PRODUCT_ONLY,
        MAJOR,
        MINOR,
        MINIMAL,
        OS,
        FULL
    }
}
