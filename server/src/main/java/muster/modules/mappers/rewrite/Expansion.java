package muster.modules.mappers.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text with `$N`, `%N`, `%{VARIABLE}`, `${map:key|default}` and `\x` in it: test strings, substitutions and the values of flags. Read
/// once; what a request puts into it is never read again, so that no client can smuggle in a variable.
final class Expansion {
    private static final String SPECIAL = "\\$%";

    /// A part of the text.
    private sealed interface Piece {
        String text(Rewriting at, @Nullable Escaping escaping);
    }

    /// What the configuration itself says.
    /// @param escaped whether a backslash stood before it: then a question mark is no start of a query in the author's eyes
    private record Literal(String text, boolean escaped) implements Piece {
        @Override
        public String text(Rewriting at, @Nullable Escaping escaping) {
            return text;
        }
    }

    private record Variable(RewriteVariable value) implements Piece {
        @Override
        public String text(Rewriting at, @Nullable Escaping escaping) {
            String found = value.of(at, at.request());
            return found == null ? "" : found;
        }
    }

    /// `$N` of the rule's pattern, or `%N` of the last condition that matched.
    private record Reference(boolean ofRule, int group) implements Piece {
        @Override
        public String text(Rewriting at, @Nullable Escaping escaping) {
            String text = ofRule ? at.ruleGroup(group) : at.conditionGroup(group);
            if (escaping == null || text.isEmpty()) {
                return text;
            }
            String escaped = escaping.escaped(text);
            if (at.traces(5)) {
                at.traceHere(5, "escaping backreference '" + text + "' to '" + escaped + "'");
            }
            return escaped;
        }
    }

    /// @param fallback null if there is none
    private record Lookup(String map, Expansion key, @Nullable Expansion fallback) implements Piece {
        @Override
        public String text(Rewriting at, @Nullable Escaping escaping) {
            String found = at.lookUp(map, key.of(at, escaping));
            if (found != null) {
                return found;
            }
            return fallback == null ? "" : fallback.of(at, escaping);
        }
    }

    private final String source;
    private final Piece[] pieces;

    private Expansion(String source, List<Piece> pieces) {
        this.source = source;
        this.pieces = pieces.toArray(Piece[]::new);
    }

    static Expansion of(String text, RewriteVariables variables) {
        return new Reader(text, variables).read();
    }

    /// As it was written.
    String source() {
        return source;
    }

    /// What the text starts with whatever the request is.
    String literalStart() {
        return pieces.length > 0 && pieces[0] instanceof Literal(String text, boolean _) ? text : "";
    }

    /// The text for one request.
    /// @param escaping for back-references; null to take them as they are
    String of(Rewriting at, @Nullable Escaping escaping) {
        if (pieces.length == 1) {
            return pieces[0].text(at, escaping);
        }
        var text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece.text(at, escaping));
        }
        return text.toString();
    }

    /// As [#of], for a substitution: the rewriting is told whether the first question mark, where the path ends and the query
    /// starts, came from the request instead of the configuration (CVE-2024-38474).
    String substituted(Rewriting at, @Nullable Escaping escaping) {
        at.requestBringsQuery(false);
        boolean decided = false;
        var text = new StringBuilder();
        for (Piece piece : pieces) {
            String part = piece.text(at, escaping);
            text.append(part);
            boolean unquoted = !(piece instanceof Literal(String _, boolean escaped) && escaped);
            if (!decided && unquoted && part.indexOf('?') >= 0) {
                decided = true;
                at.requestBringsQuery(!(piece instanceof Literal));
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return source;
    }

    /// Reads a text from left to right.
    private static final class Reader {
        private final String text;
        private final RewriteVariables variables;
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private int at;

        Reader(String text, RewriteVariables variables) {
            this.text = text;
            this.variables = variables;
        }

        Expansion read() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (SPECIAL.indexOf(c) < 0 || at + 1 == text.length()) {
                    literal.append(c);
                    at++;
                } else if (c == '\\') {
                    add(new Literal(text.substring(at + 1, at + 2), true));
                    at += 2;
                } else if (text.charAt(at + 1) == '{') {
                    braces(c == '%');
                } else if (isDigit(text.charAt(at + 1))) {
                    add(new Reference(c == '$', text.charAt(at + 1) - '0'));
                    at += 2;
                } else {
                    literal.append(c);
                    at++;
                }
            }
            flush();
            if (pieces.isEmpty()) {
                pieces.add(new Literal("", false));
            }
            return new Expansion(text, pieces);
        }

        private void add(Piece piece) {
            flush();
            pieces.add(piece);
        }

        private void flush() {
            if (!literal.isEmpty()) {
                pieces.add(new Literal(literal.toString(), false));
                literal.setLength(0);
            }
        }

        /// At `%{` or `${`. What isn't closed, and a map without a key, is ordinary text.
        private void braces(boolean variable) {
            int start = at + 2;
            int end = closing(start, '}');
            int colon = variable || end < 0 ? -1 : closing(start, ':');
            if (end < 0 || !variable && colon < 0) {
                literal.append(text, at, start);
                at = start;
                return;
            }
            if (variable) {
                add(new Variable(variables.named(text.substring(start, end))));
            } else {
                String rest = text.substring(colon + 1, end);
                int bar = closing(rest, 0, '|');
                String key = bar < 0 ? rest : rest.substring(0, bar);
                boolean fallback = bar >= 0 && bar + 1 < rest.length();
                add(new Lookup(
                        text.substring(start, colon),
                        of(key, variables),
                        fallback ? of(rest.substring(bar + 1), variables) : null));
            }
            at = end + 1;
        }

        private int closing(int from, char wanted) {
            return closing(text, from, wanted);
        }

        /// Where a character stands outside inner braces, before the brace that closes these; -1 if nowhere.
        private static int closing(String text, int from, char wanted) {
            int depth = 1;
            for (int i = from; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == wanted && depth == 1) {
                    return i;
                }
                if (c == '{') {
                    depth++;
                } else if (c == '}' && --depth == 0) {
                    return -1;
                }
            }
            return -1;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
