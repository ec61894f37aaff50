package muster.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that reading a configuration takes from outside. [DiskSource] asks the machine and remembers each answer;
/// [Snapshot] gives the same answers again, in another process and at another time.
///
/// Paths are absolute and hold one byte a character.
public interface ConfigSource {
    /// What stands at a path.
    enum Kind {
        NOTHING,
        FILE,
        DIRECTORY,
        /// A device, a socket, a pipe.
        OTHER
    }

    StartOptions options();

    /// A whole file.
    /// @throws IOException whose message is what the system says, such as `No such file or directory`
    byte[] read(String path) throws IOException;

    Kind kind(String path);

    /// The names in a directory, in the order of their bytes, without `.` and `..`.
    /// @throws IOException whose message is what the system says
    List<String> list(String directory) throws IOException;

    /// An environment variable, or null.
    @Nullable String environment(String name);

    /// The machine's fully qualified name, or null if it can't be found out.
    @Nullable String hostName();

    /// Something that is made once for a generation and must stay between its processes, such as keys and pass phrases.
    /// @param making how it is made; only asked where the configuration is read from the machine
    /// @throws IOException what the making threw
    default byte[] secret(String name, Making making) throws IOException {
        return making.make();
    }

    /// A random key that all processes of a generation have.
    default byte[] key(String name, int bytes) {
        try {
            return secret(name, () -> {
                var random = new byte[bytes];
                new SecureRandom().nextBytes(random);
                return random;
            });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Memory that all children of a generation share, zero at first. Asked for once a name, with the same size in every process. The
    /// parent's own is not theirs: it must not trust what they write.
    default MemorySegment shared(String name, long bytes) {
        return Arena.ofAuto().allocate(bytes, 64);
    }

    /// Makes a secret.
    @FunctionalInterface
    interface Making {
        byte[] make() throws IOException;
    }

    /// The IP addresses of a name, as text; none if it doesn't resolve.
    List<String> addresses(String name);
}
