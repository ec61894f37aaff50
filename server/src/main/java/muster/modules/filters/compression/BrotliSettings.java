package muster.modules.filters.compression;

import muster.config.ConfigSlot;

/// How mod_brotli compresses. A virtual host that says anything of it says all of it, as in httpd.
///
/// @param quality 0 to 11
/// @param window as a power of two
/// @param block the largest block as a power of two, or 0
record BrotliSettings(int quality, int window, int block, AlterTag alterTag, Notes notes) {
    static final ConfigSlot<BrotliSettings> SLOT =
            ConfigSlot.serverValue("mod_brotli", new BrotliSettings(5, 18, 0, AlterTag.ADD_SUFFIX, Notes.NONE));

    BrotliSettings with(AlterTag value) {
        return new BrotliSettings(quality, window, block, value, notes);
    }

    BrotliSettings with(Notes value) {
        return new BrotliSettings(quality, window, block, alterTag, value);
    }
}
