package muster.core;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `ServerName`: `[scheme://]name[:port]`.
///
/// @param scheme null if it names none
/// @param host as written; empty where nothing is said
/// @param port 0 if it names none
public record ServerName(@Nullable String scheme, String host, int port) {
    public static final ServerName UNSET = new ServerName(null, "", 0);

    /// @throws IllegalArgumentException with httpd's words
    static ServerName parse(String text) {
        int schemeEnd = text.indexOf("://");
        String scheme = schemeEnd < 0 ? null : text.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        String rest = schemeEnd < 0 ? text : text.substring(schemeEnd + 3);
        int colon = rest.lastIndexOf(':');
        if (colon < 0 || colon < rest.lastIndexOf(']') || rest.indexOf(':') != colon && !rest.startsWith("[")) {
            return new ServerName(scheme, rest, 0);
        }
        int port = port(rest.substring(colon + 1));
        if (port < 1) {
            throw new IllegalArgumentException(
                    "The port number \"" + text + "\" is outside the appropriate range (i.e., 1..65535).");
        }
        return new ServerName(scheme, rest.substring(0, colon), port);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 65535 ? 0 : port;
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
