package muster.core;

/// `FileETag`: what a file's entity tag is made of. Merges like [Options].
///
/// @param bits what is in, of the constants here; 0 for `None`
/// @param added with `+`
/// @param removed with `-`
/// @param absolute given without signs
public record FileTag(int bits, int added, int removed, boolean absolute) {
    public static final int INODE = 1;
    public static final int MTIME = 1 << 1;
    public static final int SIZE = 1 << 2;
    /// A digest of the content.
    public static final int DIGEST = 1 << 3;

    /// Nothing said, which means `MTime Size`.
    public static final FileTag UNSET = new FileTag(MTIME | SIZE, 0, 0, false);

    /// Whether this is part of the tag.
    public boolean has(int part) {
        return (bits & part) != 0;
    }

    public static FileTag merge(FileTag outer, FileTag inner) {
        if (inner.absolute) {
            return inner;
        }
        int added = outer.added & ~inner.removed | inner.added;
        int removed = outer.removed & ~inner.added | inner.removed;
        return new FileTag(outer.bits & ~removed | added, added, removed, outer.absolute);
    }
}
