package muster.http;

import org.jspecify.annotations.Nullable;

/// A request target taken apart (RFC 9112 §3.2).
///
/// @param path still encoded; starts with `/`, or is `*` for [Form#ASTERISK] and empty for [Form#AUTHORITY]
/// @param query without `?`, still encoded; null if there is none
/// @param authority in absolute and authority form: it overrides the Host field
public record Target(Form form, String path, @Nullable String query, @Nullable HostPort authority) {
    public enum Form {
        /// `/path?query`
        ORIGIN,
        /// `http://host/path?query`, as a proxy is asked
        ABSOLUTE,
        /// `host:port`, of CONNECT
        AUTHORITY,
        /// `*`, of OPTIONS: the server as a whole
        ASTERISK
    }

    private static final Target ROOT = new Target(Form.ORIGIN, "/", null, null);
    private static final Target WHOLE_SERVER = new Target(Form.ASTERISK, "*", null, null);

    /// @param strict refuse a fragment and a user name, which no client has reason to send
    /// @throws HttpException 400
    public static Target parse(String method, String text, boolean strict) throws HttpException {
        if (method.equals("CONNECT")) {
            return authority(text);
        }
        if (text.startsWith("/")) {
            return text.length() == 1 ? ROOT : withPath(Form.ORIGIN, text, null, strict);
        }
        if (text.equals("*") && method.equals("OPTIONS")) {
            return WHOLE_SERVER;
        }
        int start = 0;
        if (text.regionMatches(true, 0, "http://", 0, 7)) {
            start = 7;
        } else if (text.regionMatches(true, 0, "https://", 0, 8)) {
            start = 8;
        } else {
            throw unparsable(text);
        }
        return absolute(method, text, start, strict);
    }

    private static Target authority(String text) throws HttpException {
        HostPort peer = HostPort.parse(text, true);
        if (peer == null || peer.port() == 0) {
            throw unparsable(text);
        }
        return new Target(Form.AUTHORITY, "", null, peer);
    }

    private static Target absolute(String method, String text, int start, boolean strict) throws HttpException {
        int end = start;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String named = text.substring(start, end);
        int at = named.lastIndexOf('@');
        if (at >= 0 && strict) {
            throw new HttpException(400, 2422, "HTTP Request Line; URI must not contain a username/password");
        }
        HostPort host = HostPort.parse(named.substring(at + 1), true);
        if (host == null) {
            throw unparsable(text);
        }
        if (end == text.length() && method.equals("OPTIONS")) {
            return new Target(Form.ASTERISK, "*", null, host); // RFC 9112 §3.2.4
        }
        String rest = text.substring(end);
        return withPath(Form.ABSOLUTE, rest.startsWith("/") ? rest : "/" + rest, host, strict);
    }

    private static Target withPath(Form form, String text, @Nullable HostPort host, boolean strict)
            throws HttpException {
        String kept = text;
        int fragment = text.indexOf('#');
        if (fragment >= 0) {
            if (strict) {
                throw new HttpException(400, 2421, "HTTP Request Line; URI must not contain a fragment");
            }
            kept = text.substring(0, fragment);
        }
        int mark = kept.indexOf('?');
        return mark < 0
                ? new Target(form, kept, null, host)
                : new Target(form, kept.substring(0, mark), kept.substring(mark + 1), host);
    }

    private static HttpException unparsable(String text) {
        return new HttpException(400, 3450, "HTTP Request Line; Unable to parse URI: '" + text + "'");
    }
}
