package muster.io;

/// What `stat(2)` says of a path.
///
/// @param mode type and permission bits
/// @param size in bytes
/// @param modifiedSeconds since the epoch
/// @param modifiedNanos within that second
/// @param changedSeconds of the inode itself: moves when the content is replaced with its time stamp kept
public record FileStatus(
        int mode,
        int uid,
        int gid,
        long size,
        long device,
        long inode,
        long modifiedSeconds,
        int modifiedNanos,
        long changedSeconds,
        int changedNanos) {
    private static final int TYPE = 0xF000;
    /// A file that was changed less than this before it was read may be changed again within the same tick of the file system's clock,
    /// without a trace in its status. Some file systems count in whole seconds.
    private static final long FRESH_MILLIS = 2000;

    public boolean isFile() {
        return (mode & TYPE) == 0x8000;
    }

    public boolean isDirectory() {
        return (mode & TYPE) == 0x4000;
    }

    public boolean isLink() {
        return (mode & TYPE) == 0xA000;
    }

    public long modifiedMillis() {
        return modifiedSeconds * 1000 + modifiedNanos / 1_000_000;
    }

    /// Whether a file read now can be told by its status from what may be written to it later: a clock tick of the kernel has passed
    /// since the inode changed. Nobody can set that time.
    public boolean settled(long nowMillis) {
        return changedSeconds * 1000 + changedNanos / 1_000_000 + FRESH_MILLIS < nowMillis;
    }

    /// Whether this is the same content as far as the kernel can tell: same file, not touched since.
    public boolean sameContent(FileStatus other) {
        return inode == other.inode
                && device == other.device
                && size == other.size
                && modifiedSeconds == other.modifiedSeconds
                && modifiedNanos == other.modifiedNanos
                && changedSeconds == other.changedSeconds
                && changedNanos == other.changedNanos;
    }
}
