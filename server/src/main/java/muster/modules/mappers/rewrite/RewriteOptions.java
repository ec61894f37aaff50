package muster.modules.mappers.rewrite;

import java.util.Locale;

/// The words of RewriteOptions, as bits.
final class RewriteOptions {
    static final int INHERIT = 1;
    static final int INHERIT_BEFORE = 1 << 1;
    static final int INHERIT_DOWN = 1 << 2;
    static final int INHERIT_DOWN_BEFORE = 1 << 3;
    static final int IGNORE_INHERIT = 1 << 4;
    static final int ALLOW_NO_SLASH = 1 << 5;
    static final int ALLOW_ANY_URI = 1 << 6;
    static final int MERGE_BASE = 1 << 7;
    static final int IGNORE_CONTEXT_INFO = 1 << 8;
    static final int LEGACY_PREFIX_DOCROOT = 1 << 9;
    static final int UNSAFE_PREFIX_STAT = 1 << 10;

    private RewriteOptions() {}

    /// @return -1 for a word that isn't known
    static int of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "inherit" -> INHERIT;
            case "inheritbefore" -> INHERIT_BEFORE;
            case "inheritdown" -> INHERIT_DOWN;
            case "inheritdownbefore" -> INHERIT_DOWN_BEFORE;
            case "ignoreinherit" -> IGNORE_INHERIT;
            case "allownoslash" -> ALLOW_NO_SLASH;
            case "allowanyuri" -> ALLOW_ANY_URI;
            case "mergebase" -> MERGE_BASE;
            case "ignorecontextinfo" -> IGNORE_CONTEXT_INFO;
            case "legacyprefixdocroot" -> LEGACY_PREFIX_DOCROOT;
            case "unsafeprefixstat" -> UNSAFE_PREFIX_STAT;
            case "longurloptimization" -> 0; // about httpd's memory pools
            default -> -1;
        };
    }

    /// How the rules of an inner place and of the one around it come together.
    enum Inheritance {
        /// The inner ones alone.
        NONE,
        INNER_FIRST,
        OUTER_FIRST
    }

    /// @param merged the options that hold in the inner place
    static Inheritance inheritance(int outer, int merged) {
        boolean ignores = (merged & IGNORE_INHERIT) != 0;
        if ((merged & INHERIT) != 0 || (outer & INHERIT_DOWN) != 0 && !ignores) {
            return Inheritance.INNER_FIRST;
        }
        if ((merged & INHERIT_BEFORE) != 0 || (outer & INHERIT_DOWN_BEFORE) != 0 && !ignores) {
            return Inheritance.OUTER_FIRST;
        }
        return Inheritance.NONE;
    }
}
