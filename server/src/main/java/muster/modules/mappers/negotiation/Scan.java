package muster.modules.mappers.negotiation;

import java.util.Locale;

/// Reads the old grammar of Accept fields and type maps from left to right: tokens between commas and semicolons, with quoted strings,
/// as httpd's `ap_get_token` does.
final class Scan {
    private final String text;
    private int at;

    Scan(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /// Whether this character is next; it is taken.
    boolean take(char wanted) {
        boolean here = !atEnd() && text.charAt(at) == wanted;
        at += here ? 1 : 0;
        return here;
    }

    /// The next token, perhaps empty, without white space around it.
    /// @param spaces whether it may hold white space
    String token(boolean spaces) {
        skipSpace();
        int start = at;
        while (!atEnd() && text.charAt(at) != ';' && text.charAt(at) != ',' && (spaces || !isSpace(text.charAt(at)))) {
            if (text.charAt(at++) == '"') {
                int close = text.indexOf('"', at);
                at = close < 0 ? text.length() : close + 1;
            }
        }
        String token = text.substring(start, at);
        skipSpace();
        return token;
    }

    String lowerToken() {
        return token(false).toLowerCase(Locale.ROOT);
    }

    private void skipSpace() {
        while (!atEnd() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
