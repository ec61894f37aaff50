package muster.modules.mappers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A path with parts of a host's name in it: `%0` all of it, `%1` its first part, `%-2` its last but one, `%2+` the second and all that
/// follow, `%1.2` the second character of the first part, `%p` the port.
record HostPattern(List<Piece> pieces) {
    /// A stretch of the path.
    sealed interface Piece {}

    record Literal(String text) implements Piece {}

    record Port() implements Piece {}

    /// @param part which of the name's parts
    /// @param letter which of its characters, null for all of them
    record Part(Pick part, @Nullable Pick letter) implements Piece {}

    /// One of several, counted from 1.
    ///
    /// @param number 0 for all
    /// @param fromEnd whether it is counted from the end
    /// @param more whether all that follow (from the end: all that come before) are meant too
    record Pick(int number, boolean fromEnd, boolean more) {}

    private static final String MISSING = "_";

    HostPattern {
        pieces = List.copyOf(pieces);
    }

    /// @return null if it isn't written properly
    static @Nullable HostPattern parse(String text) {
        var reading = new Reading(text);
        return reading.read() ? new HostPattern(reading.pieces) : null;
    }

    private static final class Reading {
        private final String text;
        private final List<Piece> pieces = new ArrayList<>();
        private int at;

        Reading(String text) {
            this.text = text;
        }

        boolean read() {
            var literal = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '%') {
                    literal.append(c);
                } else if (take('%')) {
                    literal.append('%');
                } else {
                    pieces.add(new Literal(literal.toString()));
                    literal.setLength(0);
                    Piece piece = take('p') ? new Port() : part();
                    if (piece == null) {
                        return false;
                    }
                    pieces.add(piece);
                }
            }
            pieces.add(new Literal(literal.toString()));
            return true;
        }

        private @Nullable Piece part() {
            Pick part = pick();
            if (part == null) {
                return null;
            }
            if (!take('.')) {
                return new Part(part, null);
            }
            Pick letter = pick();
            return letter == null ? null : new Part(part, letter);
        }

        private @Nullable Pick pick() {
            boolean fromEnd = take('-');
            int digit = at < text.length() ? text.charAt(at) - '0' : -1;
            if (digit < 0 || digit > 9) {
                return null;
            }
            at++;
            return new Pick(digit, fromEnd, take('+'));
        }

        private boolean take(char wanted) {
            boolean here = at < text.length() && text.charAt(at) == wanted;
            at += here ? 1 : 0;
            return here;
        }
    }

    /// The path for one host, without a slash at its end.
    String fill(String name, int port) {
        var path = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Literal(String text) -> path.append(text);
                case Port() -> path.append(port);
                case Part(Pick part, Pick letter) -> {
                    String found = part(name, part);
                    append(path, letter == null ? found : letters(found, letter));
                }
            }
        }
        boolean slash = !path.isEmpty() && path.charAt(path.length() - 1) == '/';
        return slash ? path.substring(0, path.length() - 1) : path.toString();
    }

    private static void append(StringBuilder path, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            path.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
    }

    private static String part(String name, Pick pick) {
        if (pick.number == 0) {
            return name;
        }
        String[] parts = name.split("\\.", -1);
        if (pick.number > parts.length) {
            return MISSING;
        }
        int index = pick.fromEnd ? parts.length - pick.number : pick.number - 1;
        int from = pick.more && pick.fromEnd ? 0 : index;
        int to = pick.more && !pick.fromEnd ? parts.length : index + 1;
        return String.join(".", List.of(parts).subList(from, to));
    }

    private static String letters(String part, Pick pick) {
        if (pick.number == 0) {
            return part;
        }
        if (pick.number > part.length()) {
            return MISSING;
        }
        int index = pick.fromEnd ? part.length() - pick.number : pick.number - 1;
        int from = pick.more && pick.fromEnd ? 0 : index;
        int to = pick.more && !pick.fromEnd ? part.length() : index + 1;
        return part.substring(from, to);
    }
}
