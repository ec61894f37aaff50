package muster.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// One address of a `<VirtualHost>`.
///
/// @param host an IP address without brackets, `*`, or a name
/// @param port 0 for any
public record HostAddress(String host, int port) {
    private static final String ANY = "*";

    public static HostAddress parse(String word) {
        int close = word.indexOf(']');
        int colon = word.lastIndexOf(':');
        boolean hasPort = colon > close && (close >= 0 || word.indexOf(':') == colon);
        String host = hasPort ? word.substring(0, colon) : word;
        String port = hasPort ? word.substring(colon + 1) : "";
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.equalsIgnoreCase("_default_") || host.isEmpty()) {
            host = ANY;
        }
        return new HostAddress(host, number(port));
    }

    private static int number(String port) {
        if (port.isEmpty() || port.equals(ANY)) {
            return 0;
        }
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    public boolean isAny() {
        return host.equals(ANY);
    }

    /// Whether the host has to be looked up.
    public boolean isName() {
        if (isAny() || host.indexOf(':') >= 0) {
            return false;
        }
        return !host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    /// Whether a connection to a local address comes to this one.
    public boolean takes(InetSocketAddress local) {
        if (port != 0 && port != local.getPort()) {
            return false;
        }
        if (isAny()) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).equals(local.getAddress());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public String toString() {
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return shown + ":" + (port == 0 ? ANY : Integer.toString(port));
    }
}
