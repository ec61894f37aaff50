package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

/// Users and groups, and becoming one. The `set` calls go through glibc, which applies them to every thread of the process.
public final class Users {
    /// A line of the user database.
    /// @param gid its primary group
    public record User(String name, int uid, int gid, String home) {}

    private static final Libc.SystemCall GETPWNAM = Libc.call("getpwnam");
    private static final Libc.SystemCall GETPWUID = Libc.call("getpwuid");
    private static final Libc.SystemCall GETGRNAM = Libc.call("getgrnam");
    private static final Libc.SystemCall GETGRGID = Libc.call("getgrgid");
    private static final Libc.SystemCall GETGROUPLIST = Libc.call("getgrouplist");
    private static final Libc.SystemCall SETGROUPS = Libc.call("setgroups");
    private static final Libc.SystemCall SETGID = Libc.call("setgid");
    private static final Libc.SystemCall SETUID = Libc.call("setuid");
    private static final Libc.SystemCall GETEUID = Libc.call("geteuid");
    private static final Libc.SystemCall GETUID = Libc.call("getuid");
    private static final Libc.SystemCall GETEGID = Libc.call("getegid");
    /// `struct passwd`: name 0, password 8, uid 16, gid 20, gecos 24, home 32, shell 40.
    private static final int PASSWD_SIZE = 48;

    private static final int MOST_GROUPS = 65_536;

    private Users() {}

    /// The user of that name, or null.
    public static @Nullable User byName(String name) {
        try (var arena = Arena.ofConfined()) {
            var text = Processes.text(arena, name);
            return user(MemorySegment.ofAddress(GETPWNAM.call(CallState.mine(), text.address())));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// The user of that number, or null.
    public static @Nullable User byNumber(int uid) {
        try {
            return user(MemorySegment.ofAddress(GETPWUID.call(CallState.mine(), uid)));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// The number of the group of that name, or -1.
    public static int groupByName(String name) {
        try (var arena = Arena.ofConfined()) {
            var text = Processes.text(arena, name);
            var found = MemorySegment.ofAddress(GETGRNAM.call(CallState.mine(), text.address()));
            return found.address() == 0 ? -1 : found.reinterpret(20).get(JAVA_INT, 16);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// The name of the group of that number, or null.
    public static @Nullable String groupName(int gid) {
        try {
            var found = MemorySegment.ofAddress(GETGRGID.call(CallState.mine(), gid));
            return found.address() == 0 ? null : string(found.reinterpret(8).get(ADDRESS, 0));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// All groups of a user, `group` among them.
    public static int[] groupsOf(String name, int group) {
        try (var arena = Arena.ofConfined()) {
            var text = Processes.text(arena, name);
            var count = arena.allocate(JAVA_INT);
            int room = 64;
            while (true) {
                var groups = arena.allocate(JAVA_INT, room);
                count.set(JAVA_INT, 0, room);
                int result = (int) GETGROUPLIST.call(CallState.mine(), text.address(), group, groups.address(), count.address());
                if (result >= 0) {
                    return Arrays.copyOf(groups.toArray(JAVA_INT), result);
                }
                if (room > MOST_GROUPS) {
                    return new int[] {group};
                }
                room *= 4;
            }
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// Becomes a user for good: supplementary groups first, then the group, then the user, as each step needs the rights that the
    /// next one gives away. It is checked that root cannot be regained.
    public static void become(int uid, int gid, int[] groups) throws PosixException {
        try (var arena = Arena.ofConfined()) {
            var list = arena.allocateFrom(JAVA_INT, groups);
            var state = CallState.mine();
            int result = (int) SETGROUPS.call(state, (long) groups.length, list.address());
            PosixException.check("setgroups", CallState.result(state, result));
            result = (int) SETGID.call(state, gid);
            PosixException.check("setgid " + gid, CallState.result(state, result));
            result = (int) SETUID.call(state, uid);
            PosixException.check("setuid " + uid, CallState.result(state, result));
            if (uid != 0 && (int) SETUID.call(state, 0) == 0) {
                throw new PosixException("giving up root for good", Errno.EPERM);
            }
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// The number of the user this process acts as; 0 is root.
    public static int geteuid() {
        return number(GETEUID);
    }

    public static int getuid() {
        return number(GETUID);
    }

    public static int getegid() {
        return number(GETEGID);
    }

    private static int number(Libc.SystemCall call) {
        try {
            return (int) call.call(CallState.mine());
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    private static @Nullable User user(MemorySegment found) {
        if (found.address() == 0) {
            return null;
        }
        var passwd = found.reinterpret(PASSWD_SIZE);
        return new User(
                string(passwd.get(ADDRESS, 0)), passwd.get(JAVA_INT, 16), passwd.get(JAVA_INT, 20), string(passwd.get(ADDRESS, 32)));
    }

    private static String string(MemorySegment text) {
        return text.address() == 0 ? "" : text.reinterpret(4096).getString(0, StandardCharsets.ISO_8859_1);
    }
}
