package muster.expr;

/// The built-in comparisons: of text by its bytes (`strcmp(3)`), of whole numbers as `strtol(3)` reads them.
enum Comparison {
    SAME {
        @Override
        boolean holds(String left, String right) {
            return left.equals(right);
        }
    },
    DIFFERENT {
        @Override
        boolean holds(String left, String right) {
            return !left.equals(right);
        }
    },
    BEFORE {
        @Override
        boolean holds(String left, String right) {
            return left.compareTo(right) < 0;
        }
    },
    NOT_AFTER {
        @Override
        boolean holds(String left, String right) {
            return left.compareTo(right) <= 0;
        }
    },
    AFTER {
        @Override
        boolean holds(String left, String right) {
            return left.compareTo(right) > 0;
        }
    },
    NOT_BEFORE {
        @Override
        boolean holds(String left, String right) {
            return left.compareTo(right) >= 0;
        }
    },
    EQUAL {
        @Override
        boolean holds(String left, String right) {
            return number(left) == number(right);
        }
    },
    NOT_EQUAL {
        @Override
        boolean holds(String left, String right) {
            return number(left) != number(right);
        }
    },
    LESS {
        @Override
        boolean holds(String left, String right) {
            return number(left) < number(right);
        }
    },
    NOT_GREATER {
        @Override
        boolean holds(String left, String right) {
            return number(left) <= number(right);
        }
    },
    GREATER {
        @Override
        boolean holds(String left, String right) {
            return number(left) > number(right);
        }
    },
    NOT_LESS {
        @Override
        boolean holds(String left, String right) {
            return number(left) >= number(right);
        }
    };

    abstract boolean holds(String left, String right);

    /// As SSLRequire compares, whichever of its operators is used: a shorter text comes before a longer one.
    boolean holdsByLength(String left, String right) {
        int lengths = Integer.compare(left.length(), right.length());
        int order = lengths != 0 ? lengths : left.compareTo(right);
        return switch (this) {
            case SAME, EQUAL -> order == 0;
            case DIFFERENT, NOT_EQUAL -> order != 0;
            case BEFORE, LESS -> order < 0;
            case NOT_AFTER, NOT_GREATER -> order <= 0;
            case AFTER, GREATER -> order > 0;
            case NOT_BEFORE, NOT_LESS -> order >= 0;
        };
    }

    /// The number that a text starts with, after white space and a sign; 0 if it starts with none. What doesn't fit becomes the
    /// nearest number that does.
    static long number(String text) {
        int at = 0;
        int length = text.length();
        while (at < length && isSpace(text.charAt(at))) {
            at++;
        }
        boolean negative = at < length && text.charAt(at) == '-';
        if (negative || at < length && text.charAt(at) == '+') {
            at++;
        }
        // Counted below zero, where there is one number more.
        long value = 0;
        for (; at < length && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
            int digit = text.charAt(at) - '0';
            if (value < (Long.MIN_VALUE + digit) / 10) {
                return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
            value = value * 10 - digit;
        }
        if (negative) {
            return value;
        }
        return value == Long.MIN_VALUE ? Long.MAX_VALUE : -value;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
