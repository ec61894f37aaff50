package muster.io;

import java.util.concurrent.locks.ReentrantLock;
import muster.posix.Users;
import org.jspecify.annotations.Nullable;

/// The names of users and groups that own files. Looking one up may ask a directory service, and block: see [Waiter#elsewhere].
public final class AccountNames {
    /// libc keeps its answer in one place for the whole process.
    private static final ReentrantLock ASKING = new ReentrantLock();

    private AccountNames() {}

    /// Null if the number has no name.
    public static @Nullable String user(int uid) {
        ASKING.lock();
        try {
            Users.User found = Users.byNumber(uid);
            return found == null ? null : found.name();
        } finally {
            ASKING.unlock();
        }
    }

    /// The home folder of a user; null if there is no such user.
    static @Nullable String home(String user) {
        ASKING.lock();
        try {
            Users.User found = Users.byName(user);
            return found == null ? null : found.home();
        } finally {
            ASKING.unlock();
        }
    }

    /// Null if the number has no name.
    public static @Nullable String group(int gid) {
        ASKING.lock();
        try {
            return Users.groupName(gid);
        } finally {
            ASKING.unlock();
        }
    }
}
