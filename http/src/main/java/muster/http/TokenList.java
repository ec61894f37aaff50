package muster.http;

import org.jspecify.annotations.Nullable;

/// Walks comma-separated values: tokens, quoted strings, parameters (RFC 9110 §5.6). Nothing is made of what isn't asked for.
public final class TokenList {
    private TokenList() {}

    /// Whether a list holds a token, whatever its case.
    public static boolean has(String list, String token) {
        if (list.length() == token.length()) {
            return list.equalsIgnoreCase(token);
        }
        int at = 0;
        while (at < list.length()) {
            int end = elementEnd(list, at);
            int start = skipBlanks(list, at, end);
            int stop = end;
            while (stop > start && CharClass.isBlank(list.charAt(stop - 1))) {
                stop--;
            }
            if (stop - start == token.length() && list.regionMatches(true, start, token, 0, token.length())) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    /// Where the element that starts at `from` ends: the next comma outside a quoted string, or the end.
    public static int elementEnd(String list, int from) {
        return find(list, from, list.length(), ',');
    }

    /// The first `separator` outside quoted strings, or `to`.
    public static int find(String text, int from, int to, char separator) {
        int at = from;
        while (at < to && text.charAt(at) != separator) {
            at = text.charAt(at) == '"' ? Math.min(to, quotedEnd(text, at)) : at + 1;
        }
        return at;
    }

    /// Behind the quoted string that starts at `from`; the end of the text if it isn't closed.
    public static int quotedEnd(String text, int from) {
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), at + 1);
    }

    /// What a token or quoted string means: without quotes and backslashes (RFC 9110 §5.6.4).
    public static String unquoted(String text) {
        if (text.length() < 2 || text.charAt(0) != '"') {
            return text;
        }
        int end = quotedEnd(text, 0) - 1;
        var plain = new StringBuilder(end);
        for (int i = 1; i < end; i++) {
            char c = text.charAt(i);
            plain.append(c == '\\' && i + 1 < end ? text.charAt(++i) : c);
        }
        return plain.toString();
    }

    /// The value of a parameter, `q` in `text/html; q=0.5`, unquoted; null if the element has none of that name.
    /// @param element one element of a list, its parameters behind semicolons
    public static @Nullable String parameter(String element, String name) {
        int length = element.length();
        int at = find(element, 0, length, ';');
        while (at < length) {
            int end = find(element, at + 1, length, ';');
            int start = skipBlanks(element, at + 1, end);
            int equals = find(element, start, end, '=');
            if (equals < end && trimmedEquals(element, start, equals, name)) {
                return unquoted(element.substring(equals + 1, end).strip());
            }
            at = end;
        }
        return null;
    }

    private static boolean trimmedEquals(String text, int from, int to, String name) {
        int end = to;
        while (end > from && CharClass.isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end - from == name.length() && text.regionMatches(true, from, name, 0, name.length());
    }

    private static int skipBlanks(String text, int from, int to) {
        int at = from;
        while (at < to && CharClass.isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
