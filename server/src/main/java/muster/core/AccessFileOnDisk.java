package muster.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import muster.io.FileStatus;
import muster.io.FileSystem;
import muster.io.KnownPath;
import muster.io.OpenFile;
import muster.posix.Errno;
import muster.posix.PosixException;
import org.jspecify.annotations.Nullable;

/// One path where an `.htaccess` file may be, and what was last read there.
final class AccessFileOnDisk {
    private final String folder;
    private final KnownPath path;
    private volatile @Nullable Content content;

    private AccessFileOnDisk(String folder, String name) {
        this.folder = folder;
        this.path = new KnownPath(folder + name);
    }

    /// @param folder with a slash at its end
    static AccessFileOnDisk[] all(String folder, List<String> names) {
        var all = new ArrayList<AccessFileOnDisk>();
        for (String name : names) {
            all.add(new AccessFileOnDisk(folder, name));
        }
        return all.toArray(AccessFileOnDisk[]::new);
    }

    /// The bytes of a file, and what they mean under each AllowOverride that was asked for so far.
    static final class Content {
        private static final int MOST_MEANINGS = 8;
        private static final Meaning[] NONE = {};

        private final FileStatus status;
        private final byte[] bytes;
        /// Whether the status tells this content from any that may be written later.
        private final boolean settled;
        private volatile Meaning[] meanings;

        private record Meaning(Overrides allowed, AccessFile file) {}

        private Content(FileStatus status, byte[] bytes, boolean settled, Meaning[] meanings) {
            this.status = status;
            this.bytes = bytes;
            this.settled = settled;
            this.meanings = meanings;
        }

        byte[] bytes() {
            return bytes;
        }

        /// Null if nobody has asked yet.
        @Nullable AccessFile under(Overrides allowed) {
            Meaning[] known = meanings;
            for (Meaning meaning : known) {
                if (meaning.allowed == allowed) {
                    return meaning.file;
                }
            }
            for (Meaning meaning : known) {
                if (meaning.allowed.equals(allowed)) {
                    return meaning.file;
                }
            }
            return null;
        }

        void remember(Overrides allowed, AccessFile file) {
            Meaning[] known = meanings;
            if (known.length < MOST_MEANINGS) {
                Meaning[] more = Arrays.copyOf(known, known.length + 1);
                more[known.length] = new Meaning(allowed, file);
                meanings = more;
            }
        }
    }

    /// With a slash at its end.
    String folder() {
        return folder;
    }

    String path() {
        return path.text();
    }

    /// What stands there now: the same object as long as nothing has changed, null if nothing does.
    /// @throws IOException if something may be there that can't be read
    @Nullable Content look(FileSystem files) throws IOException {
        Content known = content;
        FileStatus now = files.look(path, known == null ? null : known.status);
        if (now == null) {
            if (known != null) {
                content = null;
            }
            return null;
        }
        if (!now.isFile()) {
            throw PosixException.of("read " + path, -Errno.EBADF); // never opened: a device might do something when it is
        }
        if (known != null && known.settled && (now == known.status || now.equals(known.status))) {
            return known;
        }
        Content read = read(files, known);
        content = read;
        return read;
    }

    /// @return null if it has gone since it was looked at
    private @Nullable Content read(FileSystem files, @Nullable Content before) throws IOException {
        try (OpenFile file = files.open(path.text(), "/", FileSystem.Links.ALL)) {
            byte[] bytes = bytes(file);
            boolean settled = file.status().settled(System.currentTimeMillis());
            boolean same = before != null && Arrays.equals(bytes, before.bytes);
            return new Content(file.status(), bytes, settled, same ? before.meanings : Content.NONE);
        } catch (IOException failure) {
            if (FileSystem.isMissing(failure)) {
                return null;
            }
            throw failure;
        }
    }

    /// All of it, or one byte more than an access file may have.
    private static byte[] bytes(OpenFile file) throws IOException {
        int room = (int) Math.min(file.status().size(), AccessFileReader.LARGEST) + 1;
        var bytes = new byte[room];
        int length = 0;
        while (length < room) {
            int n = file.read(bytes, length, room - length, length);
            if (n <= 0) {
                return Arrays.copyOf(bytes, length);
            }
            length += n;
        }
        return length <= AccessFileReader.LARGEST ? rest(file, bytes) : bytes;
    }

    /// It has grown since it was opened.
    private static byte[] rest(OpenFile file, byte[] start) throws IOException {
        byte[] all = Arrays.copyOf(start, AccessFileReader.LARGEST + 1);
        int length = start.length;
        while (length < all.length) {
            int n = file.read(all, length, all.length - length, length);
            if (n <= 0) {
                return Arrays.copyOf(all, length);
            }
            length += n;
        }
        return all;
    }
}
