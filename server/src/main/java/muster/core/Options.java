package muster.core;

import java.util.StringJoiner;

/// `Options`: features of a directory. Immutable; merges as httpd does: a list without signs replaces what the outer
/// section said, one with signs changes it.
///
/// @param bits what is on, of the constants here
/// @param added switched on with `+`
/// @param removed switched off with `-`
/// @param absolute given without signs
public record Options(int bits, int added, int removed, boolean absolute) {
    public static final int INDEXES = 1;
    /// `Includes` and `IncludesNOEXEC`.
    public static final int INCLUDES = 1 << 1;
    /// Only with `Includes`: server-side includes may run programs.
    public static final int INCLUDES_EXEC = 1 << 2;
    public static final int FOLLOW_SYM_LINKS = 1 << 3;
    public static final int SYM_LINKS_IF_OWNER_MATCH = 1 << 4;
    public static final int EXEC_CGI = 1 << 5;
    public static final int MULTI_VIEWS = 1 << 6;
    /// `All`: everything but MultiViews and SymLinksIfOwnerMatch.
    public static final int ALL = INDEXES | INCLUDES | INCLUDES_EXEC | FOLLOW_SYM_LINKS | EXEC_CGI;
    /// Every bit there is.
    public static final int EVERY = ALL | MULTI_VIEWS | SYM_LINKS_IF_OWNER_MATCH;

    /// Nothing said.
    public static final Options UNSET = new Options(0, 0, 0, false);
    /// What holds for a server that says nothing.
    public static final Options DEFAULT = new Options(FOLLOW_SYM_LINKS, 0, 0, false);

    /// Whether all of these bits are on.
    public boolean has(int wanted) {
        return (bits & wanted) == wanted;
    }

    /// These options with one word of the directive applied.
    /// @param sign `+`, `-`, or 0
    public Options with(char sign, int option) {
        return switch (sign) {
            case '+' -> new Options(bits | option, added | option, removed & ~option, absolute);
            case '-' -> new Options(bits & ~option, added & ~option, removed | option, absolute);
            default -> new Options(bits | option, added, removed, true);
        };
    }

    /// The state before the first word of a list without signs.
    public Options cleared() {
        return new Options(0, added, removed, true);
    }

    /// An inner section's options over an outer one's.
    public static Options merge(Options outer, Options inner) {
        if (inner.absolute) {
            return inner;
        }
        int added = outer.added & ~inner.removed | inner.added;
        int removed = outer.removed & ~inner.added | inner.removed;
        int bits = outer.bits & ~removed | added;
        boolean execLost = (inner.bits & (INCLUDES | INCLUDES_EXEC)) == INCLUDES && outer.has(INCLUDES | INCLUDES_EXEC);
        return new Options(execLost ? bits & ~INCLUDES_EXEC : bits, added, removed, outer.absolute);
    }

    @Override
    public String toString() {
        var words = new StringJoiner(" ");
        say(words, INDEXES, "Indexes");
        say(words, INCLUDES, has(INCLUDES_EXEC) ? "Includes" : "IncludesNOEXEC");
        say(words, FOLLOW_SYM_LINKS, "FollowSymLinks");
        say(words, SYM_LINKS_IF_OWNER_MATCH, "SymLinksIfOwnerMatch");
        say(words, EXEC_CGI, "ExecCGI");
        say(words, MULTI_VIEWS, "MultiViews");
        return words.length() == 0 ? "None" : words.toString();
    }

    private void say(StringJoiner words, int option, String name) {
        if (has(option)) {
            words.add(name);
        }
    }
}
