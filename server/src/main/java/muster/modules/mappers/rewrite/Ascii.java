package muster.modules.mappers.rewrite;

/// Letters as the C locale knows them.
final class Ascii {
    private static final int CASE = 'a' - 'A';

    private Ascii() {}

    /// The same String if there is nothing to change.
    static String lower(String text) {
        return mapped(text, 'A', CASE);
    }

    static String upper(String text) {
        return mapped(text, 'a', -CASE);
    }

    private static String mapped(String text, char first, int distance) {
        char[] changed = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= first && c < first + 26) {
                changed = changed == null ? text.toCharArray() : changed;
                changed[i] = (char) (c + distance);
            }
        }
        return changed == null ? text : new String(changed);
    }
}
