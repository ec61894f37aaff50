package muster.core;

import muster.core.DirectorySettings.CanonicalName;
import org.jspecify.annotations.Nullable;

/// Under which name and port the server speaks of itself: in redirects, in pages it makes, to programs (UseCanonicalName,
/// UseCanonicalPhysicalPort).
public final class ServerNames {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private ServerNames() {}

    /// `http` or `https`.
    public static String scheme(Request request) {
        String declared = request.host().scheme();
        if (declared != null) {
            return declared;
        }
        return request.connection().transport().secure() ? "https" : "http";
    }

    /// The port a URL of this scheme means when it names none.
    public static int defaultPort(Request request) {
        return scheme(request).equals("https") ? HTTPS : HTTP;
    }

    /// The server's name: what the client asked for, ServerName, or what the resolver calls its address, as UseCanonicalName says.
    public static String name(Request request) {
        CanonicalName canonical = request.get(DirectorySettings.USE_CANONICAL_NAME);
        String better =
                switch (canonical) {
                    case OFF -> request.hostName();
                    case ON -> "";
                    case DNS -> RemoteHost.server(request);
                };
        return better == null || better.isEmpty() ? request.host().serverName() : better;
    }

    /// As [#name], for a URL: an IPv6 address stands in brackets.
    public static String nameForUrl(Request request) {
        String name = name(request);
        return name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
    }

    /// The server's port, as UseCanonicalName and UseCanonicalPhysicalPort rank the client's word, the local address and ServerName.
    public static int port(Request request) {
        boolean physical = request.get(DirectorySettings.USE_CANONICAL_PHYSICAL_PORT);
        int declared = request.host().serverPort();
        int local = physical ? request.connection().local().getPort() : 0;
        int fallback = defaultPort(request);
        if (request.get(DirectorySettings.USE_CANONICAL_NAME) != CanonicalName.ON) {
            return firstSet(askedPort(request), local, declared, fallback);
        }
        return firstSet(declared, local, fallback, fallback);
    }

    /// An absolute URL of this server.
    /// @param path starts with `/`, percent-encoded, perhaps with a query
    public static String url(Request request, String path) {
        int port = port(request);
        String name = nameForUrl(request);
        String start = scheme(request) + "://" + name;
        return port == defaultPort(request) ? start + path : start + ":" + port + path;
    }

    private static int firstSet(int first, int second, int third, int last) {
        if (first != 0) {
            return first;
        }
        if (second != 0) {
            return second;
        }
        return third != 0 ? third : last;
    }

    /// The port in the request's own address: of an absolute target, or of `Host`; 0 if it names none.
    private static int askedPort(Request request) {
        String target = request.target();
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme >= 0) {
            int start = scheme + 3;
            int end = target.indexOf('/', start);
            return portIn(target.substring(start, end < 0 ? target.length() : end));
        }
        return portIn(request.header("Host"));
    }

    private static int portIn(@Nullable String authority) {
        if (authority == null) {
            return 0;
        }
        int colon = authority.lastIndexOf(':');
        if (colon < 0 || colon < authority.lastIndexOf(']')) {
            return 0;
        }
        int port = 0;
        for (int i = colon + 1; i < authority.length(); i++) {
            int digit = authority.charAt(i) - '0';
            if (digit < 0 || digit > 9 || port > 6553) {
                return 0;
            }
            port = port * 10 + digit;
        }
        return port;
    }
}
