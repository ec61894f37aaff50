package muster.child;

import java.util.Arrays;
import muster.posix.PosixException;
import muster.posix.Users;

/// Who a child becomes before it accepts anything. The parent looks the names up, so that a child loads no name service.
///
/// @param uid -1 if the server wasn't started by root: then there is nothing to give up
/// @param groups all supplementary groups
public record Credentials(int uid, int gid, int[] groups) {
    /// Of a server that an ordinary user started.
    public static final Credentials UNCHANGED = new Credentials(-1, -1, new int[0]);

    private static final int ROOT = 0;

    public Credentials {
        groups = groups.clone();
    }

    @Override
    public int[] groups() {
        return groups.clone();
    }

    /// Becomes this user, for good.
    /// @throws PosixException if the system refuses, or the process would go on as root
    void assume() throws PosixException {
        if (uid >= 0) {
            Users.become(uid, gid, groups);
        }
        if (Users.geteuid() == ROOT) {
            throw new PosixException("serving as root", muster.posix.Errno.EPERM);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials(int otherUid, int otherGid, int[] otherGroups)
                && uid == otherUid
                && gid == otherGid
                && Arrays.equals(groups, otherGroups);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * uid + gid) + Arrays.hashCode(groups);
    }

    @Override
    public String toString() {
        return "uid " + uid + ", gid " + gid + ", groups " + Arrays.toString(groups);
    }
}
