package muster.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_INT;

/// Memory that processes share: anonymous files (`memfd_create(2)`) and their mappings. All descriptors are close-on-exec.
public final class Memory {
    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_ALLOW_SEALING = 2;
    private static final int F_ADD_SEALS = 1033;
    private static final int F_SEAL_SEAL = 1;
    private static final int F_SEAL_SHRINK = 2;
    private static final int F_SEAL_GROW = 4;
    private static final int F_SEAL_WRITE = 8;
    private static final int F_SEAL_FUTURE_WRITE = 16;
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;

    private static final Libc.SystemCall MEMFD_CREATE = Libc.call("memfd_create");
    private static final Libc.SystemCall FTRUNCATE = Libc.call("ftruncate");
    private static final Libc.SystemCall FCNTL = Libc.call("fcntl");
    private static final Libc.SystemCall MMAP = Libc.call("mmap");
    private static final Libc.SystemCall MUNMAP = Libc.call("munmap");

    private Memory() {}

    /// An anonymous file of `size` zero bytes, open for its owner only, that nobody can make shorter or longer: a reader of its mapping is safe from
    /// SIGBUS whoever else holds it.
    /// @param name for `/proc/PID/maps` only
    public static int create(String name, long size) throws PosixException {
        try (var arena = Arena.ofConfined()) {
            var text = Processes.text(arena, name);
            var state = CallState.mine();
            int fd = CallState.result(state, (int) MEMFD_CREATE.call(state, text.address(), MFD_CLOEXEC | MFD_ALLOW_SEALING));
            PosixException.check("memfd_create " + name, fd);
            PosixException.check(
                    "ftruncate " + name, CallState.result(state, (int) FTRUNCATE.call(state, fd, size)));
            FileIo.fchmod(fd, 0600);
            seal(fd, F_SEAL_SHRINK | F_SEAL_GROW);
            return fd;
        } catch (PosixException refused) {
            throw refused;
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
    }

    /// An anonymous file with this content, which nobody, its maker included, can change any more.
    public static int sealed(String name, byte[] content) throws PosixException {
        int fd = create(name, content.length);
        if (content.length > 0) {
            var mapping = map(fd, content.length, true);
            MemorySegment.copy(content, 0, mapping, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, content.length);
            unmap(mapping);
        }
        seal(fd, F_SEAL_WRITE | F_SEAL_SEAL);
        return fd;
    }

    /// From now on the file can be written only through mappings that exist already: whoever is given the descriptor reads.
    public static void sealFutureWrites(int fd) throws PosixException {
        seal(fd, F_SEAL_FUTURE_WRITE | F_SEAL_SEAL);
    }

    /// Maps the first `size` bytes of a file, shared with everybody else who maps it. The segment may be used by all
    /// threads, until [#unmap].
    public static MemorySegment map(int fd, long size, boolean writable) throws PosixException {
        MemorySegment mapped;
        int errno;
        try {
            var state = CallState.mine();
            int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
            mapped = MemorySegment.ofAddress(MMAP.call(state, 0, size, protection, MAP_SHARED, fd, 0L));
            errno = state.get(JAVA_INT, 0);
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        if (mapped.address() == -1) {
            throw new PosixException("mmap", errno);
        }
        var segment = mapped.reinterpret(size);
        return writable ? segment : segment.asReadOnly();
    }

    /// Ends a mapping. Whoever still uses its segment crashes the process: only its owner calls this, last.
    public static void unmap(MemorySegment mapping) throws PosixException {
        int result;
        try {
            var state = CallState.mine();
            result = CallState.result(state, (int) MUNMAP.call(state, mapping.address(), mapping.byteSize()));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        PosixException.check("munmap", result);
    }

    private static void seal(int fd, int seals) throws PosixException {
        int result;
        try {
            var state = CallState.mine();
            result = CallState.result(state, (int) FCNTL.call(state, fd, F_ADD_SEALS, seals));
        } catch (Throwable problem) {
            throw Libc.unexpected(problem);
        }
        PosixException.check("fcntl F_ADD_SEALS", result);
    }
}
