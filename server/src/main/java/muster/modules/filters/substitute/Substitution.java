package muster.modules.filters.substitute;

import java.util.ArrayList;
import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.pattern.Match;
import muster.pattern.Regex;
import muster.pattern.Replacement;
import org.jspecify.annotations.Nullable;

/// One `Substitute` line.
///
/// @param literal what is looked for, if that is plain text; else null
/// @param pattern what is looked for otherwise
/// @param ignoreCase of literal text
/// @param replacement with back-references, unless the text was given with the `n` flag
/// @param plain what replaces literal text
/// @param flatten whether the next substitution sees the line as a whole; with `q` it sees the pieces between replacements, and the
///     replacements, one by one
record Substitution(
        @Nullable String literal,
        @Nullable Regex pattern,
        boolean ignoreCase,
        Replacement replacement,
        String plain,
        boolean flatten) {
    private static final String SPECIAL = "\\^$.[|()?*+{";

    /// Reads `s/from/to/flags`, with any character in place of the slashes.
    static Substitution read(Arguments words) throws ConfigException {
        String text = words.text(0);
        if (text.isEmpty() || Character.toLowerCase(text.charAt(0)) != 's') {
            throw words.wrong("Bad Substitute format, must be an s/// pattern");
        }
        char delimiter = text.length() > 1 ? text.charAt(1) : 0;
        int fromEnd = delimiter == 0 ? -1 : text.indexOf(delimiter, 2);
        if (fromEnd <= 2) {
            throw words.wrong("Bad Substitute format, must be a complete s/// pattern");
        }
        int toEnd = text.indexOf(delimiter, fromEnd + 1);
        String from = text.substring(2, fromEnd);
        String to = text.substring(fromEnd + 1, toEnd < 0 ? text.length() : toEnd);
        boolean ignoreCase = false;
        boolean literal = false;
        boolean flatten = true;
        for (char flag : text.substring(toEnd < 0 ? text.length() : toEnd + 1).toLowerCase().toCharArray()) {
            switch (flag) {
                case 'i' -> ignoreCase = true;
                case 'n' -> literal = true;
                case 'f' -> flatten = true;
                case 'q' -> flatten = false;
                default -> throw words.wrong("Bad Substitute flag, only s///[infq] are supported");
            }
        }
        var replacement = Replacement.of(to);
        if (literal) {
            return new Substitution(from, null, ignoreCase, replacement, to, flatten);
        }
        Regex regex = regex(from, ignoreCase, words);
        boolean simple = !ignoreCase && replacement.isConstant() && from.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
        return simple
                ? new Substitution(from, null, false, replacement, replacement.apply(Match.NOTHING), flatten)
                : new Substitution(null, regex, ignoreCase, replacement, "", flatten);
    }

    /// Here `.` stops at a line's end.
    private static Regex regex(String pattern, boolean ignoreCase, Arguments words) throws ConfigException {
        try {
            return words.regex("(?-s)" + pattern, ignoreCase);
        } catch (ConfigException wrong) {
            throw words.wrong("Substitute could not compile regex");
        }
    }

    /// Applies it to each piece of a line.
    /// @return the pieces afterwards; the very same list if nothing was found
    List<String> apply(List<String> pieces, long mostLength) throws LineTooLong {
        List<String> result = pieces;
        for (int i = 0; i < pieces.size(); i++) {
            var changed = new Changed(pieces.get(i), mostLength, flatten);
            find(pieces.get(i), changed);
            List<String> parts = changed.parts();
            if (parts == null) {
                if (result != pieces) {
                    result.add(pieces.get(i));
                }
                continue;
            }
            if (result == pieces) {
                result = new ArrayList<>(pieces.subList(0, i));
            }
            result.addAll(parts);
        }
        return result;
    }

    private void find(String piece, Changed changed) throws LineTooLong {
        if (pattern != null) {
            pattern.each(piece, match ->
                    changed.take(match.start(0), Math.max(match.start(0), match.end(0)), replacement.apply(match)));
        } else if (literal != null) {
            int at = indexOf(piece, literal, 0);
            while (at >= 0 && changed.take(at, at + literal.length(), plain)) {
                at = indexOf(piece, literal, at + literal.length());
            }
        }
        if (changed.tooLong) {
            throw new LineTooLong();
        }
    }

    private int indexOf(String text, String part, int from) {
        if (!ignoreCase) {
            return text.indexOf(part, from);
        }
        for (int i = from; i <= text.length() - part.length(); i++) {
            if (text.regionMatches(true, i, part, 0, part.length())) {
                return i;
            }
        }
        return -1;
    }

    /// Puts a changed piece together.
    private static final class Changed {
        private final String piece;
        private final long most;
        private final boolean flatten;
        private final StringBuilder flat = new StringBuilder();
        private @Nullable List<String> parts;
        private int done;
        private long length;
        private boolean tooLong;

        Changed(String piece, long most, boolean flatten) {
            this.piece = piece;
            this.most = most;
            this.flatten = flatten;
        }

        boolean take(int start, int end, String text) {
            length += start - done + text.length();
            if (length > most) {
                tooLong = true;
                return false;
            }
            List<String> all = parts;
            if (all == null) {
                all = new ArrayList<>();
                parts = all;
            }
            if (flatten) {
                flat.append(piece, done, start).append(text);
            } else {
                put(all, piece.substring(done, start));
                put(all, text);
            }
            done = end;
            return true;
        }

        private static void put(List<String> into, String part) {
            if (!part.isEmpty()) {
                into.add(part);
            }
        }

        /// Null if nothing was found.
        @Nullable List<String> parts() throws LineTooLong {
            List<String> all = parts;
            if (all == null) {
                return null;
            }
            String rest = piece.substring(done);
            if (length + rest.length() > most) {
                throw new LineTooLong();
            }
            put(all, flatten ? flat.append(rest).toString() : rest);
            return all;
        }
    }
}
