package muster.modules.filters.sed;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A basic regular expression as sed knows it, translated to PCRE's language: `\( \) \{ \}` are special, `( ) { } + ? |` aren't.
final class BasicPattern {
    private static final int MOST_GROUPS = 9;
    private static final int MOST_REPEATS = 255;

    private final Cursor in;
    private final char delimiter;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Integer> open = new ArrayDeque<>();
    private int groups;
    private int closed;
    /// Whether the element before can be repeated.
    private boolean repeatable;

    private BasicPattern(Cursor in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    /// Reads up to the delimiter, which is taken.
    /// @return null for an empty pattern: the one before
    static @Nullable BasicPattern read(Cursor in, char delimiter) throws ScriptException {
        if (in.at() == delimiter) {
            in.next();
            return null;
        }
        if (in.at() == '\n') {
            return null;
        }
        var pattern = new BasicPattern(in, delimiter);
        pattern.translate();
        return pattern;
    }

    int groups() {
        return groups;
    }

    /// In PCRE's language, whatever options it is compiled with.
    String translated() {
        return out.toString();
    }

    private ScriptException wrong(String complaint) {
        return new ScriptException(complaint + ": " + in.line());
    }

    private void translate() throws ScriptException {
        if (in.at() == '^' && delimiter != '^') {
            in.next();
            out.append('^');
        }
        while (true) {
            char c = in.next();
            if (c == delimiter) {
                if (!open.isEmpty()) {
                    throw wrong("\\( \\) imbalance");
                }
                return;
            }
            switch (c) {
                case '.' -> element("[^\\x00]");
                case '\n', 0 -> throw wrong("Illegal or missing delimiter");
                case '*' -> {
                    if (repeatable) {
                        out.append('*');
                        repeatable = false;
                    } else {
                        literal('*');
                    }
                }
                case '$' -> {
                    if (in.at() == delimiter || in.at() == '\n') {
                        out.append("\\z");
                        repeatable = false;
                    } else {
                        literal('$');
                    }
                }
                case '[' -> bracket();
                case '\\' -> escaped(in.next());
                default -> literal(c);
            }
        }
    }

    private void element(String text) {
        out.append(text);
        repeatable = true;
    }

    private void literal(char c) {
        element(Cursor.isAlphanumeric(c) ? String.valueOf(c) : hex(c));
    }

    private static String hex(int c) {
        return "\\x%02x".formatted(c);
    }

    private void escaped(char c) throws ScriptException {
        switch (c) {
            case '(' -> {
                if (groups >= MOST_GROUPS) {
                    throw wrong("Too many \\(");
                }
                open.push(groups++);
                out.append('(');
                repeatable = false;
            }
            case ')' -> {
                if (open.isEmpty()) {
                    throw wrong("\\( \\) imbalance");
                }
                open.pop();
                closed++;
                out.append(')');
                repeatable = false;
            }
            case '{' -> {
                if (repeatable) {
                    repeat();
                } else {
                    literal('{');
                }
            }
            case '\n', 0 -> throw wrong("Illegal or missing delimiter");
            case 'n' -> literal('\n');
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                if (c - '1' >= closed) {
                    throw wrong("``\\digit'' out of range");
                }
                element("\\g{" + c + "}");
            }
            default -> literal(c);
        }
    }

    /// `n\}`, `n,\}` or `n,m\}`
    private void repeat() throws ScriptException {
        int least = number();
        char end = in.next();
        String most = "";
        if (end == ',') {
            most = ",";
            if (in.at() == '\\') {
                in.next();
            } else {
                int upper = number();
                end = in.next();
                if (end == ',') {
                    throw wrong("More than 2 numbers given in \\{ \\}");
                }
                if (upper < least) {
                    throw wrong("First number exceeds second in \\{ \\}");
                }
                most += upper;
            }
        }
        if (in.next() != '}') {
            throw wrong("} expected after \\");
        }
        out.append('{').append(least).append(most).append('}');
        repeatable = false;
    }

    private int number() throws ScriptException {
        int value = 0;
        boolean any = false;
        while (in.at() != '\\' && in.at() != ',' || !any) {
            char c = in.next();
            if (c < '0' || c > '9') {
                throw wrong("Bad number");
            }
            any = true;
            value = value * 10 + c - '0';
            if (value >= MOST_REPEATS) {
                throw wrong("Range endpoint too large");
            }
        }
        return value;
    }

    /// A set of bytes. There are no classes of characters by name in it.
    private void bracket() throws ScriptException {
        var set = new boolean[256];
        boolean negated = in.at() == '^';
        if (negated) {
            in.next();
        }
        int before = 0;
        char c = in.next();
        do {
            if (c == 0 || c == '\n') {
                throw wrong("[ ] imbalance");
            }
            if (c == '-' && before != 0) {
                c = in.next();
                if (c == ']') {
                    set['-'] = true;
                    break;
                }
                while (before < c) {
                    set[before++] = true;
                }
            }
            before = c;
            set[c & 0xff] = true;
            c = in.next();
        } while (c != ']');
        var text = new StringBuilder(negated ? "[^\\x00" : "[");
        for (int i = 1; i < set.length; i++) {
            if (set[i]) {
                text.append(hex(i));
            }
        }
        element(text.append(']').toString());
    }
}
