package muster.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Looks at processes through /proc, as an administrator would with `ps`.
final class Processes {
    private Processes() {}

    /// The direct children of a process that are no zombies.
    static List<Long> childrenOf(long parent) {
        var found = new ArrayList<Long>();
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            entries.map(path -> path.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::valueOf)
                    .filter(pid -> isChild(pid, parent))
                    .forEach(found::add);
        } catch (IOException problem) {
            throw new AssertionError(problem);
        }
        return found;
    }

    private static boolean isChild(long pid, long parent) {
        String[] fields = stat(pid);
        return fields.length > 1 && fields[1].equals(Long.toString(parent)) && !fields[0].equals("Z");
    }

    /// Whether a process exists and is more than a zombie.
    static boolean alive(long pid) {
        String[] fields = stat(pid);
        return fields.length > 0 && !fields[0].equals("Z");
    }

    /// The fields of `/proc/PID/stat` after the name: state, parent, ...; empty if there is no such process.
    private static String[] stat(long pid) {
        String text = read(Path.of("/proc/" + pid + "/stat"));
        return text.isEmpty() ? new String[0] : text.substring(text.lastIndexOf(')') + 2).split(" ");
    }

    /// A line of `/proc/PID/status`, such as `Uid`, without its name.
    static String status(long pid, String name) {
        return read(Path.of("/proc/" + pid + "/status"))
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip().replace('\t', ' '))
                .findFirst()
                .orElse("");
    }

    /// What a process calls itself: the first word of its command line.
    static String title(long pid) {
        return read(Path.of("/proc/" + pid + "/cmdline")).split("\0", 2)[0];
    }

    static void signal(String name, long pid) {
        Ran.of("kill", "-" + name, Long.toString(pid)).ok();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) {
            return "";
        } catch (IOException gone) { // ESRCH while it was read
            return "";
        }
    }
}
