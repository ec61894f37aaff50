package muster.modules.filters.compression;

import muster.config.ConfigSlot;

/// How mod_zstd compresses.
///
/// @param level 1 to 19
/// @param window as a power of two
record ZstdSettings(int level, int window, AlterTag alterTag, Notes notes) {
    static final ConfigSlot<ZstdSettings> SLOT =
            ConfigSlot.serverValue("mod_zstd", new ZstdSettings(3, 19, AlterTag.ADD_SUFFIX, Notes.NONE));
}
