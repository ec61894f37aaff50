package muster.modules.generators.autoindex;

import muster.modules.generators.autoindex.Marks.Mark;

/// The icons of entries, and the texts in their place.
///
/// @param icons AddIcon, AddIconByType, AddIconByEncoding: URLs
/// @param alts AddAlt, AddAltByType, AddAltByEncoding; AddIcon with `(ALT,url)`
record Symbols(Marks icons, Marks alts) {
    static final Symbols UNSET = new Symbols(Marks.UNSET, Marks.UNSET);

    Symbols withIcon(Mark icon) {
        return new Symbols(icons.with(icon), alts);
    }

    Symbols withAlt(Mark alt) {
        return new Symbols(icons, alts.with(alt));
    }

    static Symbols merge(Symbols outer, Symbols inner) {
        return new Symbols(Marks.merge(outer.icons, inner.icons), Marks.merge(outer.alts, inner.alts));
    }
}
