package muster.http;

import org.jspecify.annotations.Nullable;

/// Whom a request is for: the value of Host, or the authority of a target.
///
/// @param host in small letters, without a closing dot; an IPv6 address without its brackets
/// @param port 1 to 65535, or 0 if none is given
public record HostPort(String host, int port) {
    /// Reads `example.org`, `example.org:8080`, `[::1]:80`.
    ///
    /// Strict reading takes what httpd takes: letters, digits, `-`, `.`, `_`, no empty label inside, numbers and dots only if they
    /// make an IPv4 address. The other keeps out only what could be mistaken for a path.
    ///
    /// @return null if it names no host
    public static @Nullable HostPort parse(String text, boolean strict) {
        if (text.startsWith("[")) {
            return bracketed(text);
        }
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? 0 : port(text, colon + 1);
        if (port < 0 && (strict || isNumber(text, colon + 1))) {
            return null;
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (host.isEmpty() && strict || host.contains("..") || strict ? !isName(host) : hasSlash(host)) {
            return null;
        }
        return new HostPort(lowerCase(host), Math.max(0, port));
    }

    private static @Nullable HostPort bracketed(String text) {
        int close = text.indexOf(']');
        if (close < 0 || !isIpv6(text, 1, close)) {
            return null;
        }
        int port = 0;
        if (close + 1 < text.length()) {
            port = text.charAt(close + 1) == ':' ? port(text, close + 2) : -1;
        }
        return port < 0 ? null : new HostPort(lowerCase(text.substring(1, close)), port);
    }

    /// The number at the end of the text, or -1 if there is none between 1 and 65535.
    private static int port(String text, int from) {
        int value = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!CharClass.isDigit(c) || value > 65_535) {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value >= 1 && value <= 65_535 ? value : -1;
    }

    private static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!CharClass.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return from < text.length();
    }

    private static boolean hasSlash(String host) {
        return host.indexOf('/') >= 0 || host.indexOf('\\') >= 0;
    }

    private static boolean isName(String host) {
        boolean numeric = true;
        int dots = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!CharClass.is(c, CharClass.HOST)) {
                return false;
            }
            if (c == '.') {
                if (i > 0 && host.charAt(i - 1) == '.') {
                    return false;
                }
                dots++;
            } else if (!CharClass.isDigit(c)) {
                numeric = false;
            }
        }
        return !host.isEmpty() && (!numeric || dots == 3 && host.charAt(0) != '.');
    }

    /// RFC 3986 §3.2.2: eight groups of up to four hexadecimal digits, one run of them left out as `::`, the last two
    /// perhaps written as an IPv4 address. No zone: that means nothing to another machine.
    private static boolean isIpv6(String text, int from, int to) {
        int groups = 0;
        boolean gap = false;
        int at = from;
        if (text.startsWith("::", from)) {
            gap = true;
            at = from + 2;
        }
        while (at < to) {
            int end = at;
            while (end < to && CharClass.hex(text.charAt(end)) >= 0) {
                end++;
            }
            if (end < to && text.charAt(end) == '.') {
                groups += 2;
                return isIpv4(text, at, to) && (gap ? groups < 8 : groups == 8);
            }
            if (end == at || end - at > 4 || ++groups > 8) {
                return false;
            }
            if (end == to) {
                break;
            }
            if (text.charAt(end) != ':') {
                return false;
            }
            at = end + 1;
            if (at < to && text.charAt(at) == ':') {
                if (gap) {
                    return false;
                }
                gap = true;
                at++;
            } else if (at == to) {
                return false;
            }
        }
        return gap ? groups < 8 : groups == 8;
    }

    private static boolean isIpv4(String text, int from, int to) {
        int at = from;
        for (int part = 0; part < 4; part++) {
            int value = 0;
            int start = at;
            while (at < to && CharClass.isDigit(text.charAt(at)) && at - start < 3) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean last = part == 3;
            if (at == start || value > 255 || (last ? at != to : at >= to || text.charAt(at++) != '.')) {
                return false;
            }
        }
        return true;
    }

    /// Only ASCII letters: a byte above 127 is part of some other encoding. The same String if there is nothing to change.
    private static String lowerCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return lowerFrom(text, i);
            }
        }
        return text;
    }

    private static String lowerFrom(String text, int from) {
        char[] chars = text.toCharArray();
        for (int i = from; i < chars.length; i++) {
            if (chars[i] >= 'A' && chars[i] <= 'Z') {
                chars[i] += 32;
            }
        }
        return new String(chars);
    }
}
