package muster.modules.generators.autoindex;

import muster.config.ConfigSlot;

/// What the directives of mod_autoindex say of a section: one slot a directive.
final class IndexSettings {
    static final ConfigSlot<IndexOptions> OPTIONS =
            ConfigSlot.directory("IndexOptions", IndexOptions.UNSET, IndexOptions::merge);
    static final ConfigSlot<IndexOrder> ORDER = ConfigSlot.directoryValue("IndexOrderDefault", IndexOrder.UNSET);
    static final ConfigSlot<Symbols> SYMBOLS = ConfigSlot.directory("AddIcon", Symbols.UNSET, Symbols::merge);
    static final ConfigSlot<Descriptions> DESCRIPTIONS =
            ConfigSlot.directory("AddDescription", Descriptions.UNSET, Descriptions::merge);
    static final ConfigSlot<Ignored> IGNORED = ConfigSlot.directory("IndexIgnore", Ignored.UNSET, Ignored::merge);
    /// A URL; empty for none.
    static final ConfigSlot<String> DEFAULT_ICON = ConfigSlot.directoryValue("DefaultIcon", "");
    /// A file's URL, relative to the folder; empty for none.
    static final ConfigSlot<String> HEADER = ConfigSlot.directoryValue("HeaderName", "");
    /// A file's URL, relative to the folder; empty for none.
    static final ConfigSlot<String> README = ConfigSlot.directoryValue("ReadmeName", "");
    /// A URL; empty for none.
    static final ConfigSlot<String> STYLE_SHEET = ConfigSlot.directoryValue("IndexStyleSheet", "");
    /// HTML; empty for none.
    static final ConfigSlot<String> HEAD_INSERT = ConfigSlot.directoryValue("IndexHeadInsert", "");

    private IndexSettings() {}
}
