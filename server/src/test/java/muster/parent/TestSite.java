package muster.parent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.child.ChildHeader;
import muster.child.ChildProcess;
import muster.child.Serving;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.Position;
import muster.config.Settings;
import muster.core.ClientConnection;
import muster.core.ConnectionServer;
import muster.core.HostChoice;
import muster.core.Logs;
import muster.core.Module;
import muster.core.Request;
import muster.core.RequestProcessor;
import muster.core.Server;
import muster.core.Slot;
import muster.core.Slots;
import muster.core.VirtualHost;
import muster.io.Connection;
import muster.io.Deadline;
import muster.io.FileSystem;
import muster.io.Stop;
import muster.log.Log;
import muster.log.LogLevel;
import muster.core.ListenAddress;
import muster.core.ServerSettings;
import muster.mpm.Event;
import muster.mpm.Mpm;
import muster.mpm.MpmSettings;
import muster.mpm.MpmSizes;
import muster.mpm.Prefork;
import muster.mpm.Worker;
import muster.posix.FileIo;
import muster.posix.Processes;
import muster.scoreboard.ServerSnapshot;

/// The smallest server that a parent can supervise: a configuration of `name value` lines, and an answer that tells who gave it. It stands in
/// for the configuration language and HTTP, so that these tests are about processes only.
final class TestSite {
    private static final Map<String, ConfigSlot<Integer>> NUMBERS = Map.of(
            "StartServers", MpmSettings.START_SERVERS,
            "MinSpareServers", MpmSettings.MIN_SPARE_SERVERS,
            "MaxSpareServers", MpmSettings.MAX_SPARE_SERVERS,
            "ServerLimit", MpmSettings.SERVER_LIMIT,
            "MaxRequestWorkers", MpmSettings.MAX_REQUEST_WORKERS,
            "ThreadsPerChild", MpmSettings.THREADS_PER_CHILD,
            "MinSpareThreads", MpmSettings.MIN_SPARE_THREADS,
            "MaxConnectionsPerChild", MpmSettings.MAX_CONNECTIONS_PER_CHILD,
            "GracefulShutdownTimeout", MpmSettings.GRACEFUL_SHUTDOWN_TIMEOUT);

    private TestSite() {}

    /// The parent: `ParentMain CONFIGURATION LOG`.
    static final class ParentMain {
        private ParentMain() {}

        public static void main(String[] words) throws Exception {
            var command = ChildCommand.likeThisProcess(ChildMain.class.getName());
            var options = new ParentOptions("test", command, false, false, () -> {});
            System.exit(new Parent(generation -> read(words[0], words[1]), options).run());
        }
    }

    /// A child.
    static final class ChildMain {
        private ChildMain() {}

        public static void main(String[] words) {
            ChildProcess.run(TestSite::serving);
        }
    }

    private static Reading read(String configuration, String log) throws ConfigException, IOException {
        byte[] snapshot = Files.readAllBytes(Path.of(configuration));
        Map<String, String> said = said(snapshot);
        Settings settings = Settings.NONE;
        int line = 0;
        for (var entry : said.entrySet()) {
            line++;
            var number = NUMBERS.get(entry.getKey());
            if (number != null) {
                settings = settings.with(number, Integer.valueOf(entry.getValue()));
            } else if (entry.getKey().equals("Bad")) {
                throw new ConfigException(new Position(configuration, line), "Invalid command 'Bad'");
            }
        }
        settings = settings.with(
                        ServerSettings.LISTEN,
                        List.of(new ListenAddress("127.0.0.1", Integer.parseInt(said.get("Listen")), "http")))
                .with(MpmSettings.PID_FILE, said.get("PidFile"))
                .with(MpmSettings.USER, "nobody");
        Mpm mpm = mpm(said.get("Mpm"));
        int fd = FileIo.open(log, FileIo.O_WRONLY | FileIo.O_APPEND | FileIo.O_CREAT, 0666);
        return new Reading(snapshot, 0, settings, mpm, MpmSizes.of(settings, mpm), new FileLogs(fd), List.of(), Renewals.NONE, "Muster/test");
    }

    private static Serving serving(byte[] snapshot, ChildHeader header, ServerSnapshot.Source status, Stop stop)
            throws ConfigException {
        Map<String, String> said = said(snapshot);
        if (said.containsKey("DiesInChild")) {
            throw new ConfigException("it dies in the child");
        }
        if (said.containsKey("CrashesInChild")) {
            Runtime.getRuntime().halt(99);
        }
        var server = new TestServer(new FileLog(header.logDescriptor(0)), status);
        return new Serving(
                server,
                new Answers(said.getOrDefault("Text", ""), header.generation(), status),
                mpm(said.get("Mpm")),
                false,
                null,
                _ -> {});
    }

    private static Mpm mpm(String name) {
        return switch (name) {
            case "prefork" -> new Prefork();
            case "worker" -> new Worker();
            default -> new Event();
        };
    }

    private static Map<String, String> said(byte[] text) {
        var said = new LinkedHashMap<String, String>();
        for (String line : new String(text, StandardCharsets.ISO_8859_1).split("\n")) {
            int space = line.indexOf(' ');
            said.put(line.substring(0, space), line.substring(space + 1));
        }
        return said;
    }

    /// Reads a line and answers `PID GENERATION TEXT`; `sleep` answers when the client says more; `status` counts children.
    private record Answers(String text, int generation, ServerSnapshot.Source status) implements ConnectionServer {
        @Override
        public void serve(Connection connection, Slots slots) {
            try (connection) {
                var bytes = new byte[200];
                int n = connection.read(bytes, 0, bytes.length, Deadline.inMillis(10_000));
                String line = new String(bytes, 0, Math.max(0, n), StandardCharsets.ISO_8859_1).strip();
                Slot slot = slots.acquire(connection);
                slot.row().begin(connection.remote().getAddress().getHostAddress(), "test", line, "test", System.currentTimeMillis());
                if (line.equals("sleep")) {
                    connection.read(bytes, 0, bytes.length, Deadline.inMillis(60_000));
                }
                byte[] answer = answer(line).getBytes(StandardCharsets.ISO_8859_1);
                connection.write(answer, 0, answer.length, false, 10_000);
                slot.row().end(answer.length, 1);
                slots.release(slot);
            } catch (IOException gone) {
                // The client's business.
            }
        }

        private String answer(String line) {
            if (line.equals("status")) {
                ServerSnapshot state = status.look();
                return state.mpm() + " " + state.children().size() + " " + state.configGeneration() + "\n";
            }
            return Processes.getpid() + " " + generation + " " + text + "\n";
        }
    }

    private record FileLogs(int descriptor) implements ParentLogs {
        @Override
        public Log log() {
            return new FileLog(descriptor);
        }

        @Override
        public int[] descriptors() {
            return new int[] {descriptor};
        }

        @Override
        public int standardError() {
            return descriptor;
        }

        @Override
        public List<Integer> reopenMoved() {
            return List.of();
        }

        @Override
        public void tend() {}

        @Override
        public boolean owns(long pid) {
            return false;
        }

        @Override
        public void takeOver() {}

        @Override
        public void close() {}

        @Override
        public void end() {}
    }

    private record FileLog(int descriptor) implements Log {
        @Override
        public boolean on(LogLevel level, String module) {
            return true;
        }

        @Override
        public void write(LogLevel level, String module, int number, String message) {
            byte[] line = ("[" + module + ":" + level.text() + "] AH%05d: ".formatted(number) + message + "\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            FileIo.write(descriptor, line, 0, line.length);
        }
    }

    private record TestLogs(Log serverLog) implements Logs {
        @Override
        public Log hostLog(VirtualHost host) {
            return serverLog;
        }

        @Override
        public Log connectionLog(ClientConnection connection) {
            return serverLog;
        }

        @Override
        public Log requestLog(Request request) {
            return serverLog;
        }

        @Override
        public void access(Request request) {}

        @Override
        public void extra(muster.core.VirtualHost host, String log, String line) {}

        @Override
        public void flush() {}

        @Override
        public void finish() {}
    }

    private record TestServer(Log log, ServerSnapshot.Source scoreboard) implements Server {
        @Override
        public VirtualHost mainHost() {
            return new VirtualHost(
                    List.of(), "test", 0, null, List.of(), Settings.NONE,
                    List.of(), List.of(), List.of(), List.of(), List.of(), new Position("test", 1));
        }

        @Override
        public HostChoice hosts() {
            throw new IllegalStateException("no hosts here");
        }

        @Override
        public List<VirtualHost> virtualHosts() {
            return List.of();
        }

        @Override
        public List<Module> modules() {
            return List.of();
        }

        @Override
        public Logs logs() {
            return new TestLogs(log);
        }

        @Override
        public FileSystem files() {
            throw new IllegalStateException("no files here");
        }

        @Override
        public RequestProcessor processor() {
            throw new IllegalStateException("no requests here");
        }

        @Override
        public int generation() {
            return 0;
        }

        @Override
        public String banner() {
            return "test";
        }
    }
}
