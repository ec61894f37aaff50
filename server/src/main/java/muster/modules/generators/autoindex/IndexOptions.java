package muster.modules.generators.autoindex;

import org.jspecify.annotations.Nullable;

/// `IndexOptions`: what a listing looks like. Merges as httpd does: words without a sign replace what the outer section said, words
/// with one change it.
///
/// @param bits what is on, of the constants here
/// @param said whether words without a sign were said; [#NONE] among the bits is `None`
/// @param added switched on with `+`
/// @param removed switched off with `-`
/// @param iconWidth in pixels; 0 where nothing is said
/// @param iconHeight in pixels; 0 where nothing is said
/// @param names the width of the column of names
/// @param descriptions the width of the column of descriptions
/// @param type the page's media type, null for `text/html`
/// @param charset the page's charset, empty for none, null for ISO-8859-1
/// @param oldDates whether dates look as in httpd 2.2
/// @param mostEntries how many entries a page has at most; 0 where nothing is said
record IndexOptions(
        int bits,
        boolean said,
        int added,
        int removed,
        int iconWidth,
        int iconHeight,
        Width names,
        Width descriptions,
        @Nullable String type,
        @Nullable String charset,
        boolean oldDates,
        int mostEntries) {
    static final int NONE = 1;
    static final int ICONS_ARE_LINKS = 1 << 1;
    static final int SCAN_HTML_TITLES = 1 << 2;
    static final int SUPPRESS_ICON = 1 << 3;
    static final int SUPPRESS_LAST_MODIFIED = 1 << 4;
    static final int SUPPRESS_SIZE = 1 << 5;
    static final int SUPPRESS_DESCRIPTION = 1 << 6;
    static final int SUPPRESS_PREAMBLE = 1 << 7;
    static final int SUPPRESS_SORTING = 1 << 8;
    static final int SUPPRESS_RULES = 1 << 9;
    static final int FOLDERS_FIRST = 1 << 10;
    static final int VERSION_SORT = 1 << 11;
    static final int TRACK_MODIFIED = 1 << 12;
    static final int FANCY = 1 << 13;
    static final int TABLE = 1 << 14;
    static final int IGNORE_CLIENT = 1 << 15;
    static final int IGNORE_CASE = 1 << 16;
    static final int XHTML = 1 << 17;
    static final int SHOW_FORBIDDEN = 1 << 18;
    static final int ADD_ALT_CLASS = 1 << 19;

    /// The width of a column.
    ///
    /// @param said false where nothing was said
    /// @param adjusts whether the column is as wide as its longest content
    record Width(int characters, boolean said, boolean adjusts) {
        static final Width DEFAULT = new Width(23, false, false);

        static Width fixed(int characters) {
            return new Width(characters, true, false);
        }

        /// As wide as it must be, and at least this.
        static Width adjusting(int least) {
            return new Width(least, true, true);
        }
    }

    static final IndexOptions UNSET =
            new IndexOptions(0, false, 0, 0, 0, 0, Width.DEFAULT, Width.DEFAULT, null, null, false, 0);

    boolean has(int bit) {
        return (bits & bit) != 0;
    }

    IndexOptions withBits(int theBits, boolean isSaid, int theAdded, int theRemoved) {
        return new IndexOptions(
                theBits, isSaid, theAdded, theRemoved, iconWidth, iconHeight, names, descriptions, type, charset, oldDates, mostEntries);
    }

    IndexOptions withIcon(int width, int height) {
        return new IndexOptions(
                bits, said, added, removed, width, height, names, descriptions, type, charset, oldDates, mostEntries);
    }

    IndexOptions withWidths(Width ofNames, Width ofDescriptions) {
        return new IndexOptions(
                bits, said, added, removed, iconWidth, iconHeight, ofNames, ofDescriptions, type, charset, oldDates, mostEntries);
    }

    IndexOptions withContent(@Nullable String theType, @Nullable String theCharset) {
        return new IndexOptions(
                bits, said, added, removed, iconWidth, iconHeight, names, descriptions, theType, theCharset, oldDates, mostEntries);
    }

    IndexOptions withOldDates() {
        return new IndexOptions(
                bits, said, added, removed, iconWidth, iconHeight, names, descriptions, type, charset, true, mostEntries);
    }

    IndexOptions withMostEntries(int most) {
        return new IndexOptions(
                bits, said, added, removed, iconWidth, iconHeight, names, descriptions, type, charset, oldDates, most);
    }

    static IndexOptions merge(IndexOptions outer, IndexOptions inner) {
        return mergedBits(outer, inner)
                .withIcon(
                        inner.iconWidth != 0 ? inner.iconWidth : outer.iconWidth,
                        inner.iconHeight != 0 ? inner.iconHeight : outer.iconHeight)
                .withWidths(
                        inner.names.said ? inner.names : outer.names,
                        inner.descriptions.said ? inner.descriptions : outer.descriptions)
                .withContent(
                        inner.type != null ? inner.type : outer.type, inner.charset != null ? inner.charset : outer.charset)
                .withMostEntries(inner.mostEntries != 0 ? inner.mostEntries : outer.mostEntries);
    }

    private static IndexOptions mergedBits(IndexOptions outer, IndexOptions inner) {
        IndexOptions base = inner.oldDates || outer.oldDates ? UNSET.withOldDates() : UNSET;
        if (inner.bits == NONE) {
            return base.withBits(NONE, true, 0, 0);
        }
        if (inner.said) {
            return base.withBits(inner.bits, true, 0, 0); // what has a sign beside words without one counts for nothing
        }
        int added = (outer.added | inner.added) & ~inner.removed;
        int removed = outer.removed | inner.removed;
        return base.withBits((outer.bits & ~NONE | added) & ~removed, outer.said, added, removed);
    }
}
