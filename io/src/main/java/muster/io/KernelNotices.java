package muster.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import muster.posix.FileIo;
import muster.posix.Inotify;
import muster.posix.PosixException;
import org.jspecify.annotations.Nullable;

import static muster.posix.Inotify.ATTRIB;
import static muster.posix.Inotify.CREATE;
import static muster.posix.Inotify.DELETE;
import static muster.posix.Inotify.DELETE_SELF;
import static muster.posix.Inotify.DONT_FOLLOW;
import static muster.posix.Inotify.HEAD;
import static muster.posix.Inotify.IGNORED;
import static muster.posix.Inotify.MODIFY;
import static muster.posix.Inotify.MOVED_FROM;
import static muster.posix.Inotify.MOVED_TO;
import static muster.posix.Inotify.MOVE_SELF;
import static muster.posix.Inotify.ONLY_FOLDER;

/// [ChangeNotices] by `inotify(7)`. Asking [#now] costs one system call, about a fifth of a look at a path.
///
/// A path is watched name by name: every folder on the way for what happens to the next name in it (symbolic links are followed as the
/// kernel would), and the file at the end for its content. A folder that may be searched but not read can't be watched; then what lies in
/// it must tell of its own renaming. Any notice that concerns a watched name makes all watches void: they are set anew by whoever needs
/// them, which costs little for those that are there already.
///
/// One for a process. Safe for many threads: notices are taken under a lock, and whoever sees none while another takes them waits.
public final class KernelNotices implements ChangeNotices, AutoCloseable {
    private static final int FOLDER =
            CREATE | DELETE | MOVED_FROM | MOVED_TO | ATTRIB | DELETE_SELF | MOVE_SELF | ONLY_FOLDER;
    private static final int LINK = ATTRIB | DELETE_SELF | MOVE_SELF | DONT_FOLLOW;
    private static final int FILE = MODIFY | ATTRIB | DELETE_SELF | MOVE_SELF;

    private static final int MOST_WATCHES = 4096;
    private static final int MOST_LINKS = 40;
    /// What gives no notice is noticed after this.
    private static final long MOMENT_NANOS = 20_000_000;
    /// With more changes than this in a second, looking each time is cheaper than watching.
    private static final int MOST_CHANGES = 50;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final FileSystem files;
    private final int mostChanges;
    private final LocalFileSystems local = new LocalFileSystems();
    private final ReentrantLock lock = new ReentrantLock();
    private final byte[] notices = new byte[16 * 1024];

    private volatile @Nullable Inotify inotify;
    private volatile long now = MOMENTS;
    private volatile long momentBegan = System.nanoTime();
    private volatile boolean reading;

    // Under the lock.
    /// Watched folders of this state, by path; -1 for one that can't be.
    private final Map<String, Integer> folders = new HashMap<>();
    /// The names that matter, by watch; null for a watch of a file or link.
    private final Map<Integer, @Nullable Set<String>> names = new HashMap<>();
    private boolean impossible;
    private long resumeAt;
    private boolean suspended;
    private int changes;
    private long changesSince = System.nanoTime();

    public KernelNotices(FileSystem files) {
        this(files, MOST_CHANGES);
    }

    /// @param mostChanges in a second; with more, nothing is watched for the next one
    KernelNotices(FileSystem files, int mostChanges) {
        this.files = files;
        this.mostChanges = mostChanges;
    }

    @Override
    public long now() {
        Inotify watching = inotify;
        if (watching != null && (watching.pending() || reading)) {
            take();
        }
        long time = System.nanoTime();
        if (time - momentBegan >= MOMENT_NANOS) {
            pass(time);
        }
        return now;
    }

    private void pass(long time) {
        lock.lock();
        try {
            if (suspended && time - resumeAt >= 0) {
                suspended = false;
                changed();
            } else if (time - momentBegan >= MOMENT_NANOS) {
                now++;
            }
            momentBegan = time;
        } finally {
            lock.unlock();
        }
    }

    /// Takes all notices there are. `reading` is set before the first is taken: whoever finds none after that waits for the lock.
    private void take() {
        lock.lock();
        try {
            reading = true;
            Inotify watching = inotify;
            boolean relevant = false;
            for (int n = watching == null ? 0 : watching.read(notices); n > 0; n = watching.read(notices)) {
                relevant |= relevant(n);
            }
            if (relevant) {
                changed();
                restrain();
            }
        } finally {
            reading = false;
            lock.unlock();
        }
    }

    /// Nothing that was watched counts any more.
    private void changed() {
        folders.clear();
        now = (now / MOMENTS + 1) * MOMENTS;
    }

    private void restrain() {
        long time = System.nanoTime();
        if (time - changesSince >= SECOND_NANOS) {
            changesSince = time;
            changes = 0;
        }
        if (++changes > mostChanges) {
            suspended = true;
            resumeAt = time + SECOND_NANOS;
            reset();
        }
    }

    private void reset() {
        Inotify old = inotify;
        inotify = null;
        names.clear();
        changed();
        if (old != null) {
            old.close();
        }
    }

    private boolean relevant(int length) {
        boolean relevant = false;
        for (int at = 0; at + HEAD <= length; ) {
            int watch = number(at);
            int what = number(at + 4);
            int nameLength = number(at + 12);
            Set<String> wanted = names.get(watch);
            // Without a name it is about the watched thing itself, or tells that notices were lost.
            relevant |= nameLength == 0 || wanted == null || wanted.contains(name(at + HEAD, nameLength));
            if ((what & IGNORED) != 0) {
                names.remove(watch);
            }
            at += HEAD + nameLength;
        }
        return relevant;
    }

    private int number(int at) {
        return notices[at] & 0xff | (notices[at + 1] & 0xff) << 8 | (notices[at + 2] & 0xff) << 16 | notices[at + 3] << 24;
    }

    private String name(int at, int length) {
        int end = at;
        while (end < at + length && notices[end] != 0) {
            end++;
        }
        return new String(notices, at, end - at, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean watch(String path) {
        lock.lock();
        try {
            if (names.size() > MOST_WATCHES) {
                reset();
            }
            Inotify watching = watching();
            return watching != null && path.startsWith("/") && follow(watching, path);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Inotify watching() {
        if (inotify == null && !impossible && !suspended) {
            try {
                inotify = new Inotify();
            } catch (PosixException _) {
                impossible = true;
            }
        }
        return inotify;
    }

    /// Goes along a path as the kernel does, and watches each name on the way before looking at it.
    private boolean follow(Inotify watching, String path) {
        FileStatus root = status("/");
        if (root == null || !local.isLocal("/", root.device())) {
            return false;
        }
        Deque<String> rest = new ArrayDeque<>(List.of(path.split("/")));
        String folder = "";
        int watch = folder(watching, "/");
        int links = 0;
        while (!rest.isEmpty()) {
            String name = rest.pop();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
                watch = folder(watching, folder.isEmpty() ? "/" : folder);
                continue;
            }
            if (watch >= 0) {
                want(watch, name);
            }
            String here = folder + "/" + name;
            Integer known = folders.get(here);
            if (known != null) {
                if (known < 0 && watch < 0) {
                    return false;
                }
                folder = here;
                watch = known;
                continue;
            }
            FileStatus status = status(here);
            if (status == null) {
                return watch >= 0 && missing(here);
            }
            if (!status.isLink() && !local.isLocal(here, status.device())) {
                return false;
            }
            if (status.isLink()) {
                String target = ++links > MOST_LINKS || watch < 0 && !alone(watching, here, LINK) ? "" : target(here);
                if (target.isEmpty()) {
                    return false;
                }
                Arrays.asList(target.split("/")).reversed().forEach(rest::push);
                if (target.startsWith("/")) {
                    folder = "";
                    watch = folder(watching, "/");
                }
                continue;
            }
            if (!status.isDirectory()) {
                return rest.isEmpty() ? alone(watching, here, FILE) : watch >= 0;
            }
            int inner = folder(watching, here);
            if (inner < 0 && watch < 0) {
                return false;
            }
            folder = here;
            watch = inner;
        }
        return watch >= 0;
    }

    private int folder(Inotify watching, String path) {
        Integer known = folders.get(path);
        if (known != null) {
            return known;
        }
        int watch = Math.max(-1, watching.add(path, FOLDER));
        folders.put(path, watch);
        if (watch >= 0) {
            names.computeIfAbsent(watch, _ -> new HashSet<>());
        }
        return watch;
    }

    private void want(int watch, String name) {
        Set<String> wanted = names.get(watch);
        if (wanted != null) {
            wanted.add(name);
        }
    }

    /// Watches a file or link for what happens to itself.
    private boolean alone(Inotify watching, String path, int mask) {
        int watch = watching.add(path, mask);
        if (watch >= 0) {
            names.putIfAbsent(watch, null);
        }
        return watch >= 0;
    }

    private @Nullable FileStatus status(String path) {
        try {
            return files.lstat(path);
        } catch (java.io.IOException _) {
            return null;
        }
    }

    /// Whether there is nothing, rather than something that can't be looked at.
    private boolean missing(String path) {
        try {
            return files.look(new KnownPath(path), null) == null;
        } catch (java.io.IOException _) {
            return false;
        }
    }

    private static String target(String link) {
        try {
            return FileIo.readlink(link);
        } catch (PosixException _) {
            return "";
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            impossible = true;
            reset();
        } finally {
            lock.unlock();
        }
    }
}
