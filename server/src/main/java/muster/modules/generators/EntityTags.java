package muster.modules.generators;

import muster.core.FileTag;
import muster.core.Request;
import muster.io.FileStatus;

/// Entity tags of files, made of what FileETag names, byte for byte as httpd makes them: `"inode-size-mtime"`, in hexadecimal,
/// the time in microseconds.
public final class EntityTags {
    private EntityTags() {}

    /// The tag of a response: weak if the file may still change without its tag, and with the tag of the list of variants in it
    /// where the file was negotiated.
    /// @param tag a strong tag
    static String of(Request request, String tag, boolean weak) {
        String variants = request.variantsTag();
        if (variants == null) {
            return weak ? "W/" + tag : tag;
        }
        boolean weakList = variants.startsWith("W/");
        String whole = tag.substring(0, tag.length() - 1) + ";" + variants.substring(weakList ? 3 : 1);
        return weak || weakList ? "W/" + whole : whole;
    }

    /// A strong tag; empty if FileETag is None.
    public static String of(FileTag parts, FileStatus status) {
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

    /// A strong tag of nothing but the time of the last change.
    public static String ofTime(FileStatus status) {
        return of(new FileTag(FileTag.MTIME, 0, 0), status);
    }

    private static void hex(StringBuilder tag, long value) {
        if (tag.length() > 1) {
            tag.append('-');
        }
        tag.append(Long.toHexString(value));
    }
}
