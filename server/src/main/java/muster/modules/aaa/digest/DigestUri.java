package muster.modules.aaa.digest;

import muster.core.Request;
import muster.core.ServerNames;
import org.jspecify.annotations.Nullable;

/// The parts of a request target that must agree with the `uri` a client has hashed.
///
/// @param host null if there is none in it
/// @param port -1 if there is none in it
/// @param path decoded
/// @param query decoded
record DigestUri(@Nullable String host, int port, @Nullable String path, @Nullable String query) {
    /// @return null if it makes no sense
    static @Nullable DigestUri parse(String text) {
        String rest = text;
        String host = null;
        int port = -1;
        int scheme = text.indexOf("://");
        if (scheme > 0 && text.substring(0, scheme).chars().allMatch(Character::isLetterOrDigit)) {
            String from = text.substring(scheme + 3);
            int end = 0;
            while (end < from.length() && "/?#".indexOf(from.charAt(end)) < 0) {
                end++;
            }
            String authority = from.substring(0, end);
            authority = authority.substring(authority.indexOf('@') + 1);
            int colon = authority.lastIndexOf(':');
            boolean numbered = colon >= 0 && colon > authority.lastIndexOf(']');
            host = decoded(numbered ? authority.substring(0, colon) : authority);
            if (numbered && colon + 1 < authority.length()) {
                try {
                    port = Integer.parseInt(authority.substring(colon + 1));
                } catch (NumberFormatException _) {
                    return null;
                }
            }
            rest = from.substring(end);
        }
        int fragment = rest.indexOf('#');
        rest = fragment < 0 ? rest : rest.substring(0, fragment);
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        return new DigestUri(
                host,
                port,
                path.isEmpty() ? null : decoded(path),
                question < 0 ? null : decoded(rest.substring(question + 1)));
    }

    DigestUri withQuery(@Nullable String other) {
        return new DigestUri(host, port, path, other);
    }

    /// Whether this, which the client has hashed, may stand for what was asked.
    boolean standsFor(DigestUri asked, Request request) {
        String askedHost = asked.host == null ? ServerNames.name(request) : asked.host;
        int askedPort = asked.port < 0 ? ServerNames.port(request) : asked.port;
        boolean named = host != null && !host.isEmpty();
        if (named && !host.equalsIgnoreCase(askedHost)) {
            return false;
        }
        if (port >= 0 && port != askedPort) {
            return false;
        }
        if (named && port < 0 && askedPort != defaultPort(request)) {
            return false;
        }
        boolean starForNothing = "*".equals(path) && asked.path == null && asked.host != null;
        return (equal(path, asked.path) || starForNothing) && equal(query, asked.query);
    }

    private static boolean equal(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }

    private static int defaultPort(Request request) {
        return ServerNames.scheme(request).equals("https") ? 443 : 80;
    }

    /// What is no valid escape stays as it is.
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int high = text.charAt(i) == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                plain.append(text.charAt(i));
            } else {
                plain.append((char) (high << 4 | low));
                i += 2;
            }
        }
        return plain.toString();
    }
}
