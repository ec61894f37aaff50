package muster.core;

import static muster.config.Context.VIRTUAL_HOST;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSource.Kind;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.Words;
import muster.core.DirectorySettings.CanonicalName;
import muster.core.ServerSettings.EncodedSlashes;
import muster.core.ServerSettings.ServerTokens;
import muster.core.ServerSettings.Trace;

/// The core's directives about servers and virtual hosts: their names, their documents, and how they speak HTTP.
final class HostDirectives {
    private HostDirectives() {}

    static List<DirectiveType<?>> all() {
        var all = new ArrayList<DirectiveType<?>>();
        all.addAll(names());
        all.addAll(documents());
        all.addAll(protocol());
        all.addAll(connections());
        return all;
    }

    private static List<DirectiveType<?>> names() {
        return List.of(
                Declare.host("ServerName")
                        .means("The hostname and port of the server")
                        .sets(ServerSettings.SERVER_NAME, (_, words) -> serverName(words)),
                DirectiveType.named("ServerAlias")
                        .in(VIRTUAL_HOST)
                        .takes(Takes.EACH)
                        .means("A name or names alternately used to access the server")
                        .sets(ServerSettings.SERVER_ALIASES, (before, words) -> and(before, words.text(0))),
                Declare.host("ServerPath")
                        .means("The pathname the server can be reached at")
                        .hasNoEffect("Only clients that name no Host need it, and HTTP/1.1 has no such clients")
                        .sets(ServerSettings.SERVER_PATH, (_, words) -> words.text(0)),
                Declare.host("ServerAdmin")
                        .means("The email address of the server administrator")
                        .sets(ServerSettings.SERVER_ADMIN, (_, words) -> words.text(0)),
                Declare.anywhere("UseCanonicalName")
                        .means("How to work out the ServerName : Port when constructing URLs")
                        .sets(
                                DirectorySettings.USE_CANONICAL_NAME,
                                (_, words) -> Declare.choice(
                                        words,
                                        Map.of("on", CanonicalName.ON, "off", CanonicalName.OFF, "dns", CanonicalName.DNS),
                                        "parameter must be 'on', 'off', or 'dns'")),
                Declare.anywhere("UseCanonicalPhysicalPort")
                        .means("Whether to use the physical Port when constructing URLs")
                        .sets(
                                DirectorySettings.USE_CANONICAL_PHYSICAL_PORT,
                                (_, words) -> ContentDirectives.onOff(words)),
                Declare.host("StrictHostCheck")
                        .takes(Takes.FLAG)
                        .means("Controls whether a hostname match is required")
                        .sets(ServerSettings.STRICT_HOST_CHECK, (_, words) -> words.flag(0)),
                Declare.global("ServerTokens")
                        .means("Determine tokens displayed in the Server: header - Min(imal), Major, Minor, Prod(uctOnly),"
                                + " OS, or Full")
                        .sets(ServerSettings.SERVER_TOKENS, (_, words) -> tokens(words)),
                Declare.global("NameVirtualHost")
                        .means("A numeric IP address:port, or the name of a host")
                        .hasNoEffect("Since 2.4 every address may have several hosts; httpd warns as well")
                        .sets(Declare.WITHOUT_EFFECT, (before, words) -> {
                            words.warn(548, "NameVirtualHost has no effect and will be removed in the next release "
                                    + words.position());
                            return before; // since 2.4 every address may have several hosts
                        }));
    }

    private static List<DirectiveType<?>> documents() {
        return List.of(
                Declare.host("DocumentRoot")
                        .means("Root directory of the document tree")
                        .sets(ServerSettings.DOCUMENT_ROOT, (_, words) -> documentRoot(words)),
                Declare.host("AccessFileName")
                        .takes(Takes.RAW)
                        .means("Name(s) of per-directory config files (default: .htaccess)")
                        .sets(
                                ServerSettings.ACCESS_FILE_NAMES,
                                (_, words) -> Words.of(words.raw())),
                Declare.host("AllowEncodedSlashes")
                        .means("Allow URLs containing '/' encoded as '%2F'")
                        .sets(
                                ServerSettings.ALLOW_ENCODED_SLASHES,
                                (_, words) -> Declare.choice(
                                        words,
                                        Map.of(
                                                "on", EncodedSlashes.ON,
                                                "off", EncodedSlashes.OFF,
                                                "nodecode", EncodedSlashes.NO_DECODE),
                                        "AllowEncodedSlashes must be On, Off, or NoDecode")),
                Declare.host("MergeSlashes")
                        .takes(Takes.FLAG)
                        .means("Controls whether consecutive slashes in the URI path are merged")
                        .sets(ServerSettings.MERGE_SLASHES, (_, words) -> words.flag(0)));
    }

    private static List<DirectiveType<?>> protocol() {
        return List.of(
                Declare.host("HttpProtocolOptions")
                        .takes(Takes.EACH)
                        .means("'Allow0.9' or 'Require1.0' (default); 'RegisteredMethods' or 'LenientMethods' (default);"
                                + " 'Unsafe' or 'Strict' (default). Sets HTTP acceptance rules")
                        .sets(ServerSettings.HTTP_PROTOCOL_OPTIONS, HostDirectives::strictness),
                Declare.host("TraceEnable")
                        .means("'on' (default), 'off' or 'extended' to trace request body content")
                        .sets(
                                ServerSettings.TRACE_ENABLE,
                                (_, words) -> Declare.choice(
                                        words,
                                        Map.of("on", Trace.ON, "off", Trace.OFF, "extended", Trace.EXTENDED),
                                        "TraceEnable must be one of 'on', 'off', or 'extended'")),
                Declare.host("MergeTrailers")
                        .takes(Takes.FLAG)
                        .means("merge request trailers into request headers or not")
                        .sets(ServerSettings.MERGE_TRAILERS, (_, words) -> words.flag(0)),
                Declare.host("Protocol")
                        .means("Set the Protocol for httpd to use.")
                        .sets(ServerSettings.PROTOCOL, (_, words) -> words.text(0).toLowerCase(Locale.ROOT)),
                Declare.host("Protocols")
                        .takes(Takes.MANY)
                        .means("Controls which protocols are allowed")
                        .sets(ServerSettings.PROTOCOLS, (_, words) -> lowerCase(words)),
                Declare.host("ProtocolsHonorOrder")
                        .takes(Takes.FLAG)
                        .means("'off' (default) or 'on' to respect given order of protocols, by default the client specified"
                                + " order determines selection")
                        .sets(ServerSettings.PROTOCOLS_HONOR_ORDER, (_, words) -> words.flag(0)),
                Declare.global("RegisterHttpMethod")
                        .takes(Takes.EACH)
                        .means("Registers non-standard HTTP methods")
                        .sets(ServerSettings.REGISTERED_METHODS, (before, words) -> {
                            Set<String> methods = new TreeSet<>(before);
                            methods.add(words.text(0));
                            return Set.copyOf(methods);
                        }));
    }

    private static List<DirectiveType<?>> connections() {
        return List.of(
                Declare.host("Timeout")
                        .means("Timeout duration (sec)")
                        .sets(ServerSettings.TIMEOUT, (_, words) -> Declare.millis(words, 0)),
                Declare.host("KeepAlive")
                        .takes(Takes.FLAG)
                        .means("Whether persistent connections should be On or Off")
                        .sets(ServerSettings.KEEP_ALIVE, (_, words) -> words.flag(0)),
                Declare.host("KeepAliveTimeout")
                        .means("Keep-Alive timeout duration (sec)")
                        .sets(ServerSettings.KEEP_ALIVE_TIMEOUT, (_, words) -> Declare.millis(words, 0)),
                Declare.host("MaxKeepAliveRequests")
                        .means("Maximum number of Keep-Alive requests per connection, or 0 for infinite")
                        .sets(ServerSettings.MAX_KEEP_ALIVE_REQUESTS, (_, words) ->
                                (int) Math.max(0, words.integer(0, Integer.MIN_VALUE, Integer.MAX_VALUE))),
                Declare.host("FlushMaxThreshold")
                        .means("Maximum threshold above which pending data are flushed to the network")
                        .hasNoEffect("Nothing waits for more responses before it is sent")
                        .sets(Declare.WITHOUT_EFFECT, (before, words) -> {
                            Declare.number(
                                    words.text(0),
                                    0,
                                    words.wrong("parameter must be a number between 0 and (4294967295U)): "
                                            + words.text(0)));
                            return before;
                        }),
                Declare.host("FlushMaxPipelined")
                        .means("Maximum number of pipelined responses (pending) above which they are flushed to the network")
                        .hasNoEffect("Nothing waits for more responses before it is sent")
                        .sets(Declare.WITHOUT_EFFECT, (before, _) -> before));
    }

    private static ServerName serverName(Arguments words) throws ConfigException {
        try {
            return ServerName.parse(words.text(0));
        } catch (IllegalArgumentException wrong) {
            throw words.wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private static String documentRoot(Arguments words) throws ConfigException {
        String path = words.path(0);
        String root = muster.config.FilePaths.withoutSlash(path);
        if (words.checksDocumentRoot() && words.kind(root) != Kind.DIRECTORY) {
            if (words.context() == VIRTUAL_HOST) {
                words.warn(112, "Warning: DocumentRoot [" + root + "] does not exist");
                return root;
            }
            throw words.wrong("DocumentRoot '" + root + "' is not a directory, or is not readable");
        }
        return root;
    }

    private static ServerTokens tokens(Arguments words) throws ConfigException {
        return Declare.choice(
                words,
                Map.of(
                        "os", ServerTokens.OS,
                        "min", ServerTokens.MINIMAL,
                        "minimal", ServerTokens.MINIMAL,
                        "major", ServerTokens.MAJOR,
                        "minor", ServerTokens.MINOR,
                        "prod", ServerTokens.PRODUCT_ONLY,
                        "productonly", ServerTokens.PRODUCT_ONLY,
                        "full", ServerTokens.FULL),
                "ServerTokens takes 1 argument: 'Prod(uctOnly)', 'Major', 'Minor', 'Min(imal)', 'OS', or 'Full'");
    }

    private static HttpStrictness strictness(HttpStrictness before, Arguments words) throws ConfigException {
        return switch (words.text(0).toLowerCase(Locale.ROOT)) {
            case "strict" -> new HttpStrictness(true, before.registeredMethods(), before.allow09());
            case "unsafe" -> new HttpStrictness(false, before.registeredMethods(), before.allow09());
            case "registeredmethods" -> new HttpStrictness(before.strict(), true, before.allow09());
            case "lenientmethods" -> new HttpStrictness(before.strict(), false, before.allow09());
            case "allow0.9" -> new HttpStrictness(before.strict(), before.registeredMethods(), true);
            case "require1.0" -> new HttpStrictness(before.strict(), before.registeredMethods(), false);
            default ->
                throw words.wrong("HttpProtocolOptions accepts 'Unsafe' or 'Strict' (default), 'RegisteredMethods' or"
                        + " 'LenientMethods' (default), and 'Require1.0' or 'Allow0.9' (default)");
        };
    }

    private static List<String> lowerCase(Arguments words) {
        var all = new ArrayList<String>();
        for (int i = 0; i < words.count(); i++) {
            all.add(words.text(i).toLowerCase(Locale.ROOT));
        }
        return List.copyOf(all);
    }

    private static List<String> and(List<String> before, String word) {
        var all = new ArrayList<>(before);
        all.add(word);
        return List.copyOf(all);
    }
}
