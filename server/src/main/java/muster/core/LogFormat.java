package muster.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import muster.log.LineBuffer;
import org.jspecify.annotations.Nullable;

/// A format of access log lines, compiled once to a row of items that append bytes.
public final class LogFormat {
    /// The longest name of an item: `^ti`.
    private static final int LONG_NAME = 3;

    private final String text;
    private final LogItem[] items;

    private LogFormat(String text, List<LogItem> items) {
        this.text = text;
        this.items = items.toArray(LogItem[]::new);
    }

    /// Compiles a format.
    /// @param types what the items mean, by letter; null for an item that no loaded module knows
    /// @throws IllegalArgumentException with httpd's words
    public static LogFormat parse(String text, Function<String, LogItem.@Nullable Type> types) {
        return new LogFormat(text, new Parser(text, types).items());
    }

    /// Appends a line.
    /// @param request the last of a row of internal redirects
    public void append(Request request, LineBuffer line) {
        for (LogItem item : items) {
            item.append(request, line);
        }
        line.put('\n');
    }

    /// As it was written.
    @Override
    public String toString() {
        return text;
    }

    private static final class Parser {
        private final String text;
        private final Function<String, LogItem.@Nullable Type> types;
        private final List<LogItem> items = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private int at;

        Parser(String text, Function<String, LogItem.@Nullable Type> types) {
            this.text = text;
            this.types = types;
        }

        List<LogItem> items() {
            while (at < text.length()) {
                char next = text.charAt(at++);
                if (next == '\\' && at < text.length()) {
                    escape(text.charAt(at++));
                } else if (next == '%') {
                    item();
                } else {
                    literal.append(next);
                }
            }
            endLiteral();
            return items;
        }

        /// What follows a backslash: other letters than these keep theirs.
        private void escape(char letter) {
            switch (letter) {
                case '\\' -> literal.append('\\');
                case 'r' -> literal.append('\r');
                case 'n' -> literal.append('\n');
                case 't' -> literal.append('\t');
                default -> literal.append('\\').append(letter);
            }
        }

        private void endLiteral() {
            if (!literal.isEmpty()) {
                byte[] bytes = literal.toString().getBytes(StandardCharsets.ISO_8859_1);
                items.add((_, line) -> line.put(bytes));
                literal.setLength(0);
            }
        }

        private void item() {
            if (at < text.length() && text.charAt(at) == '%') {
                literal.append('%');
                at++;
                return;
            }
            var modifiers = new Modifiers();
            while (at < text.length()) {
                char next = text.charAt(at);
                switch (next) {
                    case '!' -> modifiers.negated = !modifiers.negated;
                    case '<' -> modifiers.original = Boolean.TRUE;
                    case '>' -> modifiers.original = Boolean.FALSE;
                    case ',' -> {}
                    case '{' -> {
                        int end = text.indexOf('}', at);
                        modifiers.argument = text.substring(at + 1, end < 0 ? text.length() : end);
                        at = end < 0 ? text.length() - 1 : end;
                    }
                    case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> modifiers.statuses.add(number());
                    default -> {
                        finish(modifiers);
                        return;
                    }
                }
                at++;
            }
            throw new IllegalArgumentException("Ran off end of LogFormat parsing args to some directive");
        }

        /// Reads a number; `at` is left on its last digit.
        private int number() {
            int number = text.charAt(at) - '0';
            while (at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
                number = Math.min(number * 10 + text.charAt(++at) - '0', 100_000);
            }
            return number;
        }

        private void finish(Modifiers modifiers) {
            String name = text.substring(at, at + 1);
            LogItem.Type type = null;
            if (name.equals("^") && at + LONG_NAME <= text.length()) {
                name = text.substring(at, at + LONG_NAME);
                type = types.apply(name);
            }
            if (type == null) {
                name = text.substring(at, at + 1);
                type = types.apply(name);
            }
            if (type == null) {
                throw new IllegalArgumentException("Unrecognized LogFormat directive %" + name);
            }
            at += name.length();
            endLiteral();
            items.add(modifiers.around(type));
        }
    }

    private static final class Modifiers {
        private String argument = "";
        private @Nullable Boolean original;
        private boolean negated;
        private final List<Integer> statuses = new ArrayList<>();

        LogItem around(LogItem.Type type) {
            LogItem item = type.compile().apply(argument);
            LogItem looking = original == null ? seen(item, type.original()) : seen(item, original);
            if (statuses.isEmpty()) {
                return looking;
            }
            int[] listed = statuses.stream().mapToInt(Integer::intValue).sorted().toArray();
            boolean wanted = !negated;
            return (request, line) -> {
                boolean found = Arrays.binarySearch(listed, request.response().status()) >= 0;
                if (found == wanted) {
                    looking.append(request, line);
                } else {
                    line.put('-');
                }
            };
        }

        private static LogItem seen(LogItem item, boolean original) {
            return original ? (request, line) -> item.append(request.original(), line) : item;
        }
    }
}
