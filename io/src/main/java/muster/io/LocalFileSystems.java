package muster.io;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import muster.posix.FileIo;

/// Which devices hold file systems of this machine alone: only there does the kernel see every change.
///
/// Not safe for several threads.
final class LocalFileSystems {
    /// `f_type` of `statfs(2)`.
    private static final Set<Long> LOCAL = Set.of(
            0xEF53L, // ext2, ext3, ext4
            0x58465342L, // xfs
            0x9123683EL, // btrfs
            0x01021994L, // tmpfs
            0x858458F6L, // ramfs
            0xF2F52010L, // f2fs
            0xCA451A4EL, // bcachefs
            0x2FC12FC1L, // zfs
            0x794C7630L, // overlayfs: containers; its lower layers may not be changed by others anyway
            0x73717368L, // squashfs
            0xE0F5E1E2L, // erofs
            0x9660L // iso9660
            );

    private final Map<Long, Boolean> known = new HashMap<>();

    /// @param path of something on the device
    boolean isLocal(String path, long device) {
        return known.computeIfAbsent(device, _ -> LOCAL.contains(FileIo.fileSystemType(path)));
    }
}
