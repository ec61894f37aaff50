package muster.core;

/// `FileETag`: what a file's entity tag is made of. Merges as httpd merges it, which differs from [Options]: signs over an outer section
/// that says nothing start from nothing.
///
/// @param bits what is in, of the constants here; 0 where nothing was said
/// @param added with `+`
/// @param removed with `-`
public record FileTag(int bits, int added, int removed) {
    public static final int INODE = 1;
    public static final int MTIME = 1 << 1;
    public static final int SIZE = 1 << 2;
    /// A digest of the content.
    public static final int DIGEST = 1 << 3;
    /// `None` was said.
    public static final int NONE = 1 << 4;

    /// Nothing said.
    public static final FileTag UNSET = new FileTag(0, 0, 0);

    /// What the tag is made of in the end: bits of the parts.
    public int parts() {
        if ((bits & NONE) != 0) {
            return 0;
        }
        return bits == 0 ? MTIME | SIZE : bits;
    }

    /// Whether this is part of the tag.
    public boolean has(int part) {
        return (parts() & part) != 0;
    }

    /// With one word of a line.
    /// @param sign `+`, `-`, or 0
    FileTag with(char sign, int part) {
        return switch (sign) {
            case '+' -> new FileTag(bits, added | part, removed & ~part);
            case '-' -> new FileTag(bits, added & ~part, removed | part);
            default -> new FileTag(part == NONE ? NONE : bits | part, 0, 0);
        };
    }

    public static FileTag merge(FileTag outer, FileTag inner) {
        if (inner.bits != 0) {
            return inner;
        }
        int added = outer.added & ~inner.removed | inner.added;
        int removed = outer.removed & ~inner.added | inner.removed;
        int bits = outer.bits & ~removed | added;
        return new FileTag(bits == NONE ? bits : bits & ~NONE, added, removed);
    }
}
