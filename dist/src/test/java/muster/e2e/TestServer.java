package muster.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A server in a folder of its own, driven by the commands of a user: `-k start`, `-k graceful`, `-k stop`.
///
/// The folder holds `server.conf`, `htdocs/`, `logs/`. Closing stops the server, fails if a process is left, and removes the folder.
final class TestServer implements AutoCloseable {
    private static final String MODULES = "/usr/lib/apache2/modules";
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    private final Program program;
    private final String command;
    private final Path folder;
    private final int port;
    private final boolean ordinaryUser;
    /// For TLS; 0 until somebody wants one.
    private int securePort;
    private long pid;
    private Process foreground;
    private final List<String> environment = new ArrayList<>();

    private TestServer(Program program, boolean ordinaryUser) {
        this(program, program.command(), ordinaryUser);
    }

    private TestServer(Program program, String command, boolean ordinaryUser) {
        this.program = program;
        this.command = command;
        this.ordinaryUser = ordinaryUser;
        this.port = freePort();
        try {
            this.folder = Files.createTempDirectory("muster-e2e");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectory(htdocs());
            Files.createDirectory(folder.resolve("logs"));
            file("mime.types", "text/html html\ntext/plain txt\nimage/png png\napplication/octet-stream bin\n");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// The program under test.
    static TestServer create() {
        return new TestServer(Program.underTest(), false);
    }

    static TestServer create(Program program) {
        return new TestServer(program, false);
    }

    /// The program under test, started by `nobody` if the tests run as root.
    static TestServer createAsOrdinaryUser() {
        return new TestServer(Program.underTest(), true);
    }

    /// Muster, by the start script of another installation.
    static TestServer of(Path startScript) {
        return new TestServer(Program.MUSTER, startScript.toString(), false);
    }

    static String loadModule(String name) {
        return "LoadModule " + name + "_module " + MODULES + "/mod_" + name + ".so\n";
    }

    /// Whether the tests themselves run as root.
    static boolean runsAsRoot() {
        return ROOT;
    }

    Program program() {
        return program;
    }

    Path folder() {
        return folder;
    }

    Path htdocs() {
        return folder.resolve("htdocs");
    }

    int port() {
        return port;
    }

    /// A second port, for `Listen ... https`.
    int securePort() {
        if (securePort == 0) {
            securePort = freePort();
        }
        return securePort;
    }

    /// A text with `SECURE` in place of that port, if there is one.
    String withoutSecurePort(String text) {
        return securePort == 0 ? text : text.replace(Integer.toString(securePort), "SECURE");
    }

    /// Puts the certificates of the tests into `tls/`.
    TestServer certificates() {
        TestCertificates.copyTo(folder.resolve("tls"));
        return this;
    }

    /// The parent's pid.
    long pid() {
        return pid;
    }

    /// The pids of the serving children.
    List<Long> children() {
        return Processes.childrenOf(pid);
    }

    /// Writes a file below the folder, with one byte a character.
    TestServer file(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content, StandardCharsets.ISO_8859_1);
            return this;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// Writes `server.conf`: what every server needs, an MPM, and a body.
    TestServer configure(MpmName mpm, String body) {
        return configure(mpm.configuration(), body);
    }

    /// As [#configure(MpmName, String)], with the LoadModule line of an MPM and its limits.
    TestServer configure(String mpm, String body) {
        String user = ROOT && !ordinaryUser ? "User www-data\nGroup www-data\n" : "";
        return file("server.conf", """
                ServerRoot "%s"
                ServerName localhost
                Listen 127.0.0.1:%d
                PidFile "logs/server.pid"
                DefaultRuntimeDir logs
                %s%s%s
                TypesConfig mime.types
                ErrorLog logs/error.log
                LogLevel notice
                LogFormat "%%h %%l %%u %%t \\"%%r\\" %%>s %%b" common
                CustomLog logs/access.log common
                DocumentRoot htdocs
                DirectoryIndex index.html
                <Directory />
                    Options FollowSymLinks
                    AllowOverride None
                    Require all granted
                </Directory>
                %s
                """.formatted(folder, port, mpm, basicModules(), user, body));
    }

    private static String basicModules() {
        return loadModule("authz_core") + loadModule("authz_host") + loadModule("mime") + loadModule("dir");
    }

    /// Sets a variable (`NAME=value`) for all further commands.
    TestServer environment(String variable) {
        environment.add(variable);
        return this;
    }

    /// Runs the program with the folder's configuration and these further options.
    Ran command(String... options) {
        return Ran.of(commandLine(options));
    }

    /// As [#command], run by a certain user; only root can.
    Ran commandAs(String user, String... options) {
        var words = new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=nogroup", "--clear-groups", "--"));
        words.addAll(commandLine(options));
        return Ran.of(words);
    }

    /// The words of [#command].
    List<String> commandLine(String... options) {
        var words = new ArrayList<String>(List.of("env"));
        words.addAll(environment);
        if (ordinaryUser && ROOT) {
            words.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
        }
        words.addAll(List.of(command, "-d", folder.toString(), "-f", "server.conf"));
        words.addAll(List.of(options));
        return words;
    }

    /// Starts a command that serves in the foreground, and waits until it answers.
    TestServer inForeground(List<String> words) {
        try {
            foreground = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("foreground.out").toFile())
                    .start();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return running();
    }

    /// Sends a signal to the server in the foreground, and waits for its end.
    /// @return the exit code
    int endForeground(String signal) {
        Processes.signal(signal, pid);
        try {
            int code = foreground.waitFor();
            pid = 0;
            return code;
        } catch (InterruptedException problem) {
            throw new AssertionError(problem);
        }
    }

    /// `-k start`, and waits until it answers.
    TestServer start() {
        if (ordinaryUser && ROOT) {
            Ran.of("chown", "-R", "nobody:nogroup", folder.toString()).ok();
        }
        Ran started = command("-k", "start");
        if (started.code() != 0) {
            throw new AssertionError(program + " did not start: " + started + "\n" + errorLog());
        }
        return running();
    }

    /// Waits until a server that was started in some way answers; from here on it is this one's, to be stopped.
    TestServer running() {
        Await.until("a pid file", () -> read("logs/server.pid").strip().matches("\\d+") && Processes.alive(Long.parseLong(read("logs/server.pid").strip())));
        awaitAnswer();
        pid = Long.parseLong(read("logs/server.pid").strip());
        return this;
    }

    /// Waits until a connection is answered.
    void awaitAnswer() {
        Await.until("an answer on port " + port, () -> {
            try {
                return Wire.ask(port, "OPTIONS / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").status() > 0;
            } catch (UncheckedIOException notYet) {
                if (pid != 0 && !Processes.alive(pid)) {
                    throw new AssertionError("the server ended: " + errorLog());
                }
                return false;
            }
        });
    }

    void graceful() {
        command("-k", "graceful").ok();
    }

    /// `-k stop`, and waits until every process of the server is gone.
    void stop() {
        if (pid == 0) {
            return;
        }
        var all = new ArrayList<>(children());
        all.add(pid);
        command("-k", "stop").ok();
        Await.until("the end of processes " + all, () -> all.stream().noneMatch(Processes::alive));
        pid = 0;
    }

    Reply get(String path, String... headers) {
        return Wire.get(port, path, headers);
    }

    Wire connect() throws IOException {
        return new Wire(port);
    }

    String errorLog() {
        return read("logs/error.log");
    }

    String accessLog() {
        return read("logs/access.log");
    }

    /// A file below the folder; empty if there is none.
    String read(String name) {
        try {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    Path pidFile() {
        return folder.resolve("logs/server.pid");
    }

    @Override
    public void close() {
        try {
            stop();
        } finally {
            if (pid != 0) {
                killAll();
            }
            delete(folder);
        }
    }

    private void killAll() {
        var all = new ArrayList<>(List.of(pid));
        all.addAll(children());
        all.stream().filter(Processes::alive).forEach(one -> Processes.signal("KILL", one));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
