package muster.modules.proxy;

import java.util.Locale;
import muster.io.Endpoint;
import org.jspecify.annotations.Nullable;

/// A backend's URL, taken apart: `fcgi://127.0.0.1:9000/srv/app`, `unix:/run/php.sock|fcgi://localhost/srv/app`.
///
/// @param scheme lower case
/// @param socket the path of a local socket to use instead of host and port, or null
/// @param host as written, without brackets
/// @param port 0 if the URL names none
/// @param path from its first `/` on, perhaps with a query; empty if there is none
public record Target(String scheme, @Nullable String socket, String host, int port, String path) {
    private static final int HIGHEST_PORT = 65_535;

    /// Null for a text that is no URL of a backend.
    public static @Nullable Target parse(String text) {
        String socket = null;
        String url = text;
        if (text.regionMatches(true, 0, "unix:", 0, 5)) {
            int bar = text.indexOf('|');
            if (bar < 0) {
                return null;
            }
            socket = text.substring(5, bar);
            url = text.substring(bar + 1);
        }
        int colon = url.indexOf("://");
        if (colon <= 0) {
            return null;
        }
        int start = colon + 3;
        int slash = url.indexOf('/', start);
        String authority = url.substring(start, slash < 0 ? url.length() : slash);
        String path = slash < 0 ? "" : url.substring(slash);
        authority = authority.substring(authority.lastIndexOf('@') + 1);
        int end = authority.startsWith("[") ? authority.indexOf(']') : authority.lastIndexOf(':');
        String host = authority;
        String port = "";
        if (authority.startsWith("[")) {
            if (end < 0) {
                return null;
            }
            host = authority.substring(1, end);
            port = authority.startsWith(":", end + 1) ? authority.substring(end + 2) : "";
        } else if (end >= 0) {
            host = authority.substring(0, end);
            port = authority.substring(end + 1);
        }
        int number = number(port);
        if (host.isEmpty() || number < 0) {
            return null;
        }
        return new Target(url.substring(0, colon).toLowerCase(Locale.ROOT), socket, host, number, path);
    }

    private static int number(String digits) {
        if (digits.isEmpty()) {
            return 0;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > HIGHEST_PORT) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number > HIGHEST_PORT ? -1 : number;
    }

    /// Where to connect.
    public Endpoint endpoint(int defaultPort) {
        return socket != null ? new Endpoint.Unix(socket) : new Endpoint.Tcp(host, port == 0 ? defaultPort : port);
    }

    public Target withPath(String other) {
        return new Target(scheme, socket, host, port, other);
    }

    /// Host and port as URLs show them; the port only if it isn't the scheme's own.
    public String authority(int defaultPort) {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == 0 || port == defaultPort ? name : name + ":" + port;
    }

    /// The URL without the local socket.
    @Override
    public String toString() {
        return scheme + "://" + authority(0) + path;
    }
}
