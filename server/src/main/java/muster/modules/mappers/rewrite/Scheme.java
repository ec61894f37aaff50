package muster.modules.mappers.rewrite;

import java.util.List;
import muster.http.UriEscape;
import org.jspecify.annotations.Nullable;

/// The schemes that make a result a URL of its own. Any other word with a colon is part of a path.
final class Scheme {
    /// Where a `?` starts a query; elsewhere it is a character like any other.
    private record Known(String start, boolean takesQuery) {}

    private static final List<Known> KNOWN = List.of(
            new Known("http://", true),
            new Known("https://", true),
            new Known("fcgi://", true),
            new Known("ajp://", true),
            new Known("balancer://", true),
            new Known("scgi://", true),
            new Known("h2://", true),
            new Known("h2c://", true),
            new Known("ws://", true),
            new Known("wss://", true),
            new Known("unix://", true),
            new Known("unix:", true),
            new Known("mailto:", true),
            new Known("ftp://", false),
            new Known("gopher://", false),
            new Known("ldap://", false),
            new Known("news:", false),
            new Known("nntp://", false));
    private static final int SHORTEST = 6;
    private static final int LDAP_PARTS = 5;

    private Scheme() {}

    /// The length of the scheme with its `://`; 0 if the text has none that is known.
    static int length(String text) {
        Known known = of(text);
        return known == null ? 0 : known.start.length();
    }

    static boolean takesQuery(String text) {
        Known known = of(text);
        return known == null || known.takesQuery;
    }

    private static @Nullable Known of(String text) {
        if (text.length() < SHORTEST || text.charAt(0) == '/') {
            return null;
        }
        for (Known known : KNOWN) {
            if (text.regionMatches(true, 0, known.start, 0, known.start.length())) {
                return known;
            }
        }
        return null;
    }

    /// Escapes a URL for a Location field: what follows scheme and host.
    /// @param scheme its length
    static String escaped(String url, int scheme) {
        int start = scheme;
        if (url.charAt(scheme - 1) == '/') {
            int slash = url.indexOf('/', scheme);
            if (slash < 0 || slash + 1 == url.length()) {
                return url;
            }
            start = slash + 1;
            if (url.regionMatches(true, 0, "ldap", 0, 4)) {
                return url.substring(0, start) + ldap(url.substring(start));
            }
        }
        return url.substring(0, start) + UriEscape.path(url.substring(start));
    }

    /// RFC 4516: up to four question marks separate the parts.
    private static String ldap(String rest) {
        String[] parts = rest.split("\\?", LDAP_PARTS);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = UriEscape.path(parts[i]);
        }
        return String.join("?", parts);
    }
}
