package muster.modules.generators.autoindex;

/// Compares names as people count: `page2` comes before `page10` (httpd's `apr_strnatcmp`). White space doesn't count; a run of digits is
/// a number, unless one of two starts with 0: then both are compared digit by digit, like what follows a decimal point.
final class NaturalOrder {
    private final boolean ignoringCase;

    NaturalOrder(boolean ignoringCase) {
        this.ignoringCase = ignoringCase;
    }

    int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (true) {
            i = skipSpace(a, i);
            j = skipSpace(b, j);
            char c = at(a, i);
            char d = at(b, j);
            if (isDigit(c) && isDigit(d)) {
                int numbers = c == '0' || d == '0' ? fractions(a, i, b, j) : integers(a, i, b, j);
                if (numbers != 0) {
                    return numbers;
                }
            }
            if (c == 0 && d == 0) {
                return 0;
            }
            int letters = Byte.compare(letter(c), letter(d));
            if (letters != 0) {
                return letters;
            }
            i++;
            j++;
        }
    }

    private byte letter(char c) {
        return (byte) (ignoringCase && c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) >= '\t' && text.charAt(at) <= '\r')) {
            at++;
        }
        return at;
    }

    /// The longer is the larger; of two of one length the first difference counts.
    private static int integers(String a, int i, String b, int j) {
        int difference = 0;
        for (int k = 0; ; k++) {
            char c = at(a, i + k);
            char d = at(b, j + k);
            if (!isDigit(c) || !isDigit(d)) {
                return isDigit(c) ? 1 : isDigit(d) ? -1 : difference;
            }
            difference = difference == 0 ? Integer.signum(c - d) : difference;
        }
    }

    private static int fractions(String a, int i, String b, int j) {
        for (int k = 0; ; k++) {
            char c = at(a, i + k);
            char d = at(b, j + k);
            if (!isDigit(c) || !isDigit(d)) {
                return isDigit(c) ? 1 : isDigit(d) ? -1 : 0;
            }
            if (c != d) {
                return Integer.signum(c - d);
            }
        }
    }

    /// NUL behind the end.
    private static char at(String text, int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
