package muster.parent;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.mpm.Mpm;
import muster.posix.Descriptors;
import muster.posix.FileIo;
import muster.posix.PosixException;
import org.jspecify.annotations.Nullable;

/// The command line and environment of a child: which virtual machine, with which flags under which MPM.
///
/// | flag | why |
/// | --- | --- |
/// | `UseSerialGC`, small heap | one busy thread a process, or one carrier: a parallel collector only costs memory |
/// | `TieredStopAtLevel=1` | prefork: many processes, each with little to compile; the second compiler costs more memory than it saves time |
/// | `-AOTReplayTraining` | prefork: compile what serves requests, not what starts |
/// | `Tier3...` | prefork: compile at once what has run sixty times, since every child learns alone: see [muster.mpm.Rehearsal] |
/// | `CompileCommand=exclude` | a method of 2,767 bytes that only starting uses: compiling it took 6 MB a child, which the C library kept |
/// | `virtualThreadScheduler.*=1` | one carrier: `muster.posix` relies on it, and no hand-over between threads is the event MPM's speed |
/// | `AOTCache` | classes loaded and linked at build time: half of the start, and pages shared by all children |
/// | `ArchiveRelocationMode=0` | the cache is mapped where it was made for, so that its pages stay shared |
/// | `MALLOC_ARENA_MAX=2` | glibc's arenas, one a thread, are mostly air |
/// | `ExitOnOutOfMemoryError` | a child that has run out of memory is replaced, not kept half alive |
public final class ChildCommand {
    private static final List<String> ALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=exclude,jdk.internal.classfile.impl.StackMapGenerator::processBlock",
            "-Xss512k");
    private static final List<String> PROCESS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:-AOTReplayTraining",
            "-XX:Tier3InvocationThreshold=60",
            "-XX:Tier3MinInvocationThreshold=30",
            "-XX:Tier3CompileThreshold=120",
            "-XX:Tier0InvokeNotifyFreqLog=5",
            "-XX:Tier3LoadFeedback=1000",
            "-XX:ReservedCodeCacheSize=16m",
            "-Xms4m",
            "-Xmn1m",
            "-Xmx256m");
    private static final List<String> THREADED =
            List.of("-XX:ReservedCodeCacheSize=64m", "-Xms16m", "-Xmn12m", "-Xmx512m");

    /// More options for children's virtual machines, separated by spaces: for a debugger, a profiler, or to try others.
    private static final String MORE_OPTIONS = "MUSTER_CHILD_OPTIONS";

    private final String java;
    private final String classPath;
    private final String mainClass;
    private final @Nullable String cache;

    /// @param mainClass its `main` calls [muster.child.ChildProcess#run]
    /// @param cache the AOT cache to use, or null
    public ChildCommand(String java, String classPath, String mainClass, @Nullable String cache) {
        this.java = java;
        this.classPath = classPath;
        this.mainClass = mainClass;
        this.cache = cache;
    }

    /// The same virtual machine, class path and cache as this process.
    public static ChildCommand likeThisProcess(String mainClass) {
        return new ChildCommand(
                System.getProperty("java.home") + "/bin/java",
                absolute(System.getProperty("java.class.path")),
                mainClass,
                cacheOf(ownCommandLine()));
    }

    String program() {
        return java;
    }

    /// @param generation for whoever looks at `ps`
    List<String> arguments(Mpm mpm, int generation) {
        var words = new ArrayList<String>();
        words.add("muster: " + mpm.name() + " child");
        words.addAll(ALL);
        words.addAll(mpm.threaded() ? THREADED : PROCESS);
        for (String more : System.getenv().getOrDefault(MORE_OPTIONS, "").split(" ")) {
            if (!more.isEmpty()) {
                words.add(more);
            }
        }
        String trained = cacheFor(mpm);
        if (trained != null) {
            words.add("-XX:AOTCache=" + trained);
        }
        words.add("-cp");
        words.add(classPath);
        words.add(mainClass);
        words.add("generation=" + generation);
        return words;
    }

    /// The cache that was made from a child of this kind; it lies beside the parent's.
    private @Nullable String cacheFor(Mpm mpm) {
        if (cache == null) {
            return null;
        }
        var trained = new File(new File(cache).getParentFile(), mpm.threaded() ? "child-threads.aot" : "child-process.aot");
        return trained.exists() ? trained.getPath() : cache;
    }

    /// This process's own, without what speaks to it alone.
    List<String> environment(Map<String, String> own) {
        var variables = new ArrayList<String>();
        variables.add("MALLOC_ARENA_MAX=2");
        own.forEach((name, value) -> {
            String variable = name + "=" + value;
            if (ParentOptions.OWN_VARIABLES.stream().noneMatch(variable::startsWith)) {
                variables.add(variable);
            }
        });
        return variables;
    }

    private static String absolute(String classPath) {
        var parts = new ArrayList<String>();
        for (String part : classPath.split(File.pathSeparator, -1)) {
            parts.add(new File(part).getAbsolutePath());
        }
        return String.join(File.pathSeparator, parts);
    }

    static @Nullable String cacheOf(List<String> commandLine) {
        String found = null;
        for (String word : commandLine) {
            if (word.startsWith("-XX:AOTCache=")) {
                found = new File(word.substring("-XX:AOTCache=".length())).getAbsolutePath();
            }
        }
        return found;
    }

    private static List<String> ownCommandLine() {
        var bytes = new byte[64 * 1024];
        try {
            int fd = FileIo.open("/proc/self/cmdline", FileIo.O_RDONLY, 0);
            int n = FileIo.read(fd, bytes, 0, bytes.length);
            Descriptors.close(fd);
            return List.of(new String(bytes, 0, Math.max(0, n), StandardCharsets.ISO_8859_1).split("\0"));
        } catch (PosixException unreadable) {
            return List.of();
        }
    }
}
