package muster.modules.mappers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import muster.io.FileSystem;
import muster.io.Folder;

/// Finds the names in a folder that somebody may have meant.
final class Misspelling {
    private static final int BETWEEN_YIELDS = 1024;

    private Misspelling() {}

    /// How a name differs from what was asked for, the likeliest mistake first.
    enum Likeness {
        MISCAPITALIZED("miscapitalized"),
        TRANSPOSITION("transposed characters"),
        MISSING("character missing"),
        EXTRA("extra character"),
        TYPO("mistyped character"),
        COMMON_BASENAME("common basename"),
        NONE("");

        private final String words;

        Likeness(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    record Candidate(String name, Likeness likeness) {}

    /// The likeliest first. Empty if there is nothing like it, or if the very name is there: what is wrong isn't its spelling then.
    static List<Candidate> find(FileSystem files, String path, String wanted, boolean caseOnly, boolean baseNames)
            throws IOException {
        var found = new ArrayList<Candidate>();
        String lowerWanted = lower(wanted);
        try (Folder folder = files.openFolder(path.isEmpty() ? "/" : path)) {
            for (int seen = 1; folder.next(); seen++) {
                if (seen % BETWEEN_YIELDS == 0) {
                    Thread.yield();
                }
                String name = folder.name();
                if (name.equals(wanted)) {
                    return List.of();
                }
                Likeness likeness = likeness(lowerWanted, lower(name), caseOnly, baseNames);
                if (likeness != Likeness.NONE) {
                    found.add(new Candidate(name, likeness));
                }
            }
        } catch (IOException _) {
            return List.of(); // no folder
        }
        found.sort(Comparator.comparing(Candidate::likeness));
        return found;
    }

    /// @param wanted in lower case, as the name is
    static Likeness likeness(String wanted, String name, boolean caseOnly, boolean baseNames) {
        if (wanted.equals(name)) {
            return Likeness.MISCAPITALIZED;
        }
        Likeness mistake = caseOnly ? Likeness.NONE : mistake(wanted, name);
        if (mistake != Likeness.NONE || !baseNames) {
            return mistake;
        }
        int end = endOfBase(wanted);
        boolean same = end == endOfBase(name) && wanted.regionMatches(0, name, 0, end);
        return same ? Likeness.COMMON_BASENAME : Likeness.NONE;
    }

    private static int endOfBase(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name.length() : dot;
    }

    private static Likeness mistake(String wanted, String name) {
        int at = 0;
        while (at < wanted.length() && at < name.length() && wanted.charAt(at) == name.charAt(at)) {
            at++;
        }
        String typed = wanted.substring(at);
        String meant = name.substring(at);
        if (!typed.isEmpty() && !meant.isEmpty()) {
            boolean swapped = typed.length() > 1
                    && meant.length() > 1
                    && typed.charAt(0) == meant.charAt(1)
                    && meant.charAt(0) == typed.charAt(1);
            if (swapped && typed.substring(2).equals(meant.substring(2))) {
                return Likeness.TRANSPOSITION;
            }
            if (typed.substring(1).equals(meant.substring(1))) {
                return Likeness.TYPO;
            }
        }
        if (!typed.isEmpty() && typed.substring(1).equals(meant)) {
            return Likeness.EXTRA;
        }
        return !meant.isEmpty() && typed.equals(meant.substring(1)) ? Likeness.MISSING : Likeness.NONE;
    }

    /// Of ASCII letters only: the rest of a name is bytes.
    private static String lower(String name) {
        var lower = new StringBuilder(name);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            lower.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return lower.toString();
    }
}
