package muster.modules.filters.compression;

import muster.config.ConfigSlot;

/// How mod_deflate compresses. A virtual host that says anything of it says all of it, as in httpd.
///
/// @param level 1 to 9, or -1 for zlib's choice
/// @param window of zlib, as a power of two
/// @param memory 1 to 9
/// @param buffer bytes given on at a time
record DeflateSettings(int level, int window, int memory, int buffer, AlterTag alterTag, Notes notes) {
    static final ConfigSlot<DeflateSettings> SLOT =
            ConfigSlot.serverValue("mod_deflate", new DeflateSettings(-1, 15, 9, 8096, AlterTag.ADD_SUFFIX, Notes.NONE));

    DeflateSettings withLevel(int value) {
        return new DeflateSettings(value, window, memory, buffer, alterTag, notes);
    }

    DeflateSettings withWindow(int value) {
        return new DeflateSettings(level, value, memory, buffer, alterTag, notes);
    }

    DeflateSettings withMemory(int value) {
        return new DeflateSettings(level, window, value, buffer, alterTag, notes);
    }

    DeflateSettings withBuffer(int value) {
        return new DeflateSettings(level, window, memory, value, alterTag, notes);
    }

    DeflateSettings with(AlterTag value) {
        return new DeflateSettings(level, window, memory, buffer, value, notes);
    }

    DeflateSettings with(Notes value) {
        return new DeflateSettings(level, window, memory, buffer, alterTag, value);
    }
}
