package muster.modules.mappers.rewrite;

/// Numbers as C's `atoi` reads them.
final class Numbers {
    private Numbers() {}

    /// The number a text starts with, after white space and a sign; 0 if there is none.
    static int leading(String text) {
        int at = 0;
        while (at < text.length() && ArgumentLine.isSpace(text.charAt(at))) {
            at++;
        }
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (negative || at < text.length() && text.charAt(at) == '+') {
            at++;
        }
        long number = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            int digit = text.charAt(at) - '0';
            number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : number * 10 + digit;
            at++;
        }
        return (int) (negative ? -number : number); // what doesn't fit loses its upper half, as in C
    }
}
