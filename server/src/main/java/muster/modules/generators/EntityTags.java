package muster.modules.generators;

import muster.core.FileTag;
import muster.io.FileStatus;

/// Entity tags of files, made of what FileETag names, byte for byte as httpd makes them: `"inode-size-mtime"`, in hexadecimal,
/// the time in microseconds.
final class EntityTags {
    private EntityTags() {}

    /// A strong tag; empty if FileETag is None.
    static String of(FileTag parts, FileStatus status) {
        var tag = new StringBuilder(40).append('"');
        if (parts.has(FileTag.INODE)) {
            hex(tag, status.inode());
        }
        if (parts.has(FileTag.SIZE)) {
            hex(tag, status.size());
        }
        if (parts.has(FileTag.MTIME)) {
            hex(tag, status.modifiedSeconds() * 1_000_000 + status.modifiedNanos() / 1000);
        }
        return tag.length() == 1 ? "" : tag.append('"').toString();
    }

    private static void hex(StringBuilder tag, long value) {
        if (tag.length() > 1) {
            tag.append('-');
        }
        tag.append(Long.toHexString(value));
    }
}
