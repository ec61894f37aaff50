package muster.config;

import java.io.IOException;
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

    /// The IP addresses of a name, as text; none if it doesn't resolve.
    List<String> addresses(String name);
}
