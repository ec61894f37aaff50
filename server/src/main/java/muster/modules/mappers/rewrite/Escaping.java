package muster.modules.mappers.rewrite;

import org.jspecify.annotations.Nullable;

/// How back-references are escaped before they are put into a substitution (flags B, BNE, BCTLS, BNP).
///
/// @param only the characters to escape (`B=...`); null for all but letters, digits and the underscore
/// @param never characters that stay (`BNE=...`)
/// @param controls control characters and space are escaped, and beyond them only what `only` names (BCTLS)
/// @param plus a space becomes `+`, unless BNP says `%20`
record Escaping(@Nullable String only, String never, boolean controls, boolean plus) {
    private static final String HEX = "0123456789abcdef";
    private static final char DELETE = 0x7f;

    String escaped(String text) {
        StringBuilder result = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escapes(c)) {
                result = result == null ? new StringBuilder(text.length() + 16).append(text, 0, i) : result;
                append(result, c);
            } else if (result != null) {
                result.append(c);
            }
        }
        return result == null ? text : result.toString();
    }

    private void append(StringBuilder result, char c) {
        if (c == ' ' && plus) {
            result.append('+');
        } else {
            result.append('%').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
        }
    }

    private boolean escapes(char c) {
        if (isWord(c) || never.indexOf(c) >= 0) {
            return false;
        }
        if (controls && (c <= ' ' || c == DELETE)) {
            return true;
        }
        return only == null ? !controls : only.indexOf(c) >= 0;
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
}
