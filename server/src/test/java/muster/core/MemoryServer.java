package muster.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.config.Position;
import muster.config.Settings;
import muster.io.FileStatus;
import muster.io.FileSystem;
import muster.io.Folder;
import muster.io.OpenFile;
import muster.log.Log;
import muster.log.LogLevel;
import muster.posix.PosixException;
import muster.scoreboard.ServerSnapshot;
import org.jspecify.annotations.Nullable;

/// A server without sockets, files or configuration files: modules are loaded and settings given by the test, responses and log
/// lines are kept.
public final class MemoryServer implements Server {
    public static final String ROOT = "/www";

    /// What a response came to.
    public record Answer(int status, HeaderFields head, String body, int ends) {}

    private final ModuleRegistry registry = new ModuleRegistry();
    private final Map<String, FileStatus> files = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private final List<String> log = new ArrayList<>();
    private final Map<String, Settings> byPath = new HashMap<>();
    private Settings settings = Settings.NONE.with(ServerSettings.DOCUMENT_ROOT, ROOT);
    private @Nullable RequestProcessor processor;
    private FileSystem fileSystem = new MemoryFiles();
    public LogLevel level = LogLevel.INFO;

    private @Nullable VirtualHost configuredHost;
    private @Nullable SettingsWalk configuredWalk;

    public MemoryServer() {
        this(new Described("core", CoreHooks::register));
    }

    public MemoryServer(Module core) {
        registry.load(core);
        folder("/");
        folder(ROOT);
    }

    /// A module made of a lambda.
    public record Described(String name, java.util.function.Consumer<Registry> registers) implements Module {
        @Override
        public String file() {
            return "mod_" + name + ".c";
        }

        @Override
        public void register(Registry registry) {
            registers.accept(registry);
        }
    }

    public MemoryServer load(Module module) {
        registry.load(module);
        return this;
    }

    public MemoryServer load(String name, java.util.function.Consumer<Registry> registers) {
        return load(new Described(name, registers));
    }

    MemoryServer configured(VirtualHost host, SettingsWalk walk) {
        configuredHost = host;
        configuredWalk = walk;
        return this;
    }

    public ModuleRegistry registry() {
        return registry;
    }

    public <C> MemoryServer set(muster.config.ConfigSlot<C> slot, C value) {
        settings = settings.with(slot, value);
        return this;
    }

    /// Settings for URL paths that start with this one.
    public MemoryServer location(String path, Settings own) {
        byPath.put(path, own);
        return this;
    }

    public MemoryServer file(String path) {
        return entry(path, 0x8000 | 0644, 0);
    }

    public MemoryServer folder(String path) {
        return entry(path, 0x4000 | 0755, 0);
    }

    /// A symbolic link; what it leads to is put under the same path with [#file] or [#folder] for stat to find.
    public MemoryServer link(String path, int uid) {
        files.put("l:" + path, new FileStatus(0xA000 | 0777, uid, 0, 1, 1, 1, 0, 0, 0, 0));
        return this;
    }

    public MemoryServer fails(String path, int errno) {
        failures.put(path, errno);
        return this;
    }

    private MemoryServer entry(String path, int mode, int uid) {
        files.put(path, new FileStatus(mode, uid, 0, 1, 1, files.size(), 0, 0, 0, 0));
        return this;
    }

    /// Everything logged so far, as `AH00128: text` or, without a number, the text.
    public List<String> logged() {
        return log;
    }

    public Request request(String method, String target) {
        return request(method, target, "192.0.2.7");
    }

    public Request request(String method, String target, String client) {
        var connection = new ClientConnection(new MemoryConnection(client, "192.0.2.1", 8080), this, mainHost(), 1);
        var request = new Request(connection, mainHost());
        request.line(method, target, 1001, "HTTP/1.1");
        int mark = target.indexOf('?');
        request.path(new UrlPath(mark < 0 ? target : target.substring(0, mark)));
        request.query(mark < 0 ? null : target.substring(mark + 1));
        request.headers().add("Host", "www.example.com:8080");
        request.hostName("www.example.com");
        return request;
    }

    public Answer get(String target) throws IOException {
        return process(request("GET", target));
    }

    public Answer process(Request request) throws IOException {
        var sink = new MemorySink();
        processor().process(request, sink);
        return answer(request, sink);
    }

    public Answer refuse(Request request, int status) throws IOException {
        var sink = new MemorySink();
        processor().refuse(request, status, sink);
        return answer(request, sink);
    }

    private static Answer answer(Request request, MemorySink sink) {
        var response = request.response();
        var head = new HeaderFields(response);
        return new Answer(response.status(), head, sink.text(), sink.ends());
    }

    /// The fields of a response as they would go out.
    public record HeaderFields(Response response) {
        public @Nullable String get(String name) {
            String own = response.headers().get(name);
            return own == null ? response.errorHeaders().get(name) : own;
        }
    }

    @Override
    public VirtualHost mainHost() {
        VirtualHost host = configuredHost;
        return host == null ? ownHost() : host;
    }

    private VirtualHost ownHost() {
        return new VirtualHost(
                List.of(),
                "www.example.com",
                0,
                null,
                List.of(),
                settings,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Position("test.conf", 1));
    }

    @Override
    public List<VirtualHost> virtualHosts() {
        return List.of();
    }

    @Override
    public HostChoice hosts() {
        return new HostChoice() {
            @Override
            public VirtualHost byAddress(InetSocketAddress local) {
                return mainHost();
            }

            @Override
            public @Nullable VirtualHost byName(InetSocketAddress local, String host, int port) {
                return null;
            }
        };
    }

    @Override
    public List<Module> modules() {
        return registry.modules();
    }

    @Override
    public Logs logs() {
        return new KeptLogs();
    }

    @Override
    public FileSystem files() {
        return fileSystem;
    }

    /// Serves real files instead of the test's own.
    public MemoryServer on(FileSystem real) {
        fileSystem = real;
        return this;
    }

    @Override
    public RequestProcessor processor() {
        RequestProcessor made = processor;
        if (made == null) {
            SettingsWalk walk = configuredWalk;
            made = new PhasedProcessor(registry, walk == null ? new ByPath() : walk, files());
            processor = made;
        }
        return made;
    }

    @Override
    public int generation() {
        return 0;
    }

    @Override
    public ServerSnapshot.Source scoreboard() {
        throw new IllegalStateException("no scoreboard");
    }

    @Override
    public String banner() {
        return "Apache";
    }

    private final class ByPath implements SettingsWalk {
        @Override
        public void byUrl(Request request) {
            Settings merged = request.host().settings();
            for (var entry : byPath.entrySet()) {
                if (request.path().text().startsWith(entry.getKey())) {
                    merged = merged.plus(entry.getValue());
                }
            }
            request.settings(merged);
        }

        @Override
        public void byFile(Request request) throws muster.http.HttpException {
            StorageWalk.checkReached(request);
            byUrl(request);
            request.linkRules(LinkRules.and(null, 0, request.get(DirectorySettings.OPTIONS)));
        }
    }

    private final class MemoryFiles implements FileSystem {
        @Override
        public @Nullable FileStatus stat(String path) throws IOException {
            Integer errno = failures.get(path);
            if (errno != null) {
                throw new PosixException("statx " + path, errno);
            }
            String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            FileStatus status = files.get(plain);
            return status != null && path.endsWith("/") && !status.isDirectory() ? null : status;
        }

        @Override
        public @Nullable FileStatus lstat(String path) throws IOException {
            FileStatus link = files.get("l:" + path);
            return link == null ? stat(path) : link;
        }

        @Override
        public OpenFile open(String path, String below, Links links) throws IOException {
            throw new PosixException("open " + path, 2);
        }

        @Override
        public Folder openFolder(String path) throws IOException {
            throw new PosixException("open " + path, 2);
        }
    }

    private final class KeptLogs implements Logs {
        @Override
        public Log serverLog() {
            return new KeptLog();
        }

        @Override
        public Log hostLog(VirtualHost host) {
            return new KeptLog();
        }

        @Override
        public Log connectionLog(ClientConnection connection) {
            return new KeptLog();
        }

        @Override
        public Log requestLog(Request request) {
            return new KeptLog();
        }

        @Override
        public void access(Request request) {
            log.add("access " + request.path() + " " + request.ownStatus() + " "
                    + request.last().response().status());
        }

        @Override
        public void extra(VirtualHost host, String name, String line) {
            log.add(name + " " + line);
        }

        @Override
        public void flush() {}

        @Override
        public void finish() {}
    }

    private final class KeptLog implements Log {
        @Override
        public boolean on(LogLevel wanted, String module) {
            return wanted.compareTo(level) <= 0;
        }

        @Override
        public void write(LogLevel wanted, String module, int number, String message) {
            if (on(wanted, module)) {
                log.add(number == 0 ? message : "AH%05d: %s".formatted(number, message));
            }
        }
    }

    /// Keeps what is written.
    public static final class MemorySink implements BodySink {
        private final StringBuilder text = new StringBuilder();
        private int ends;

        @Override
        public void write(byte[] bytes, int offset, int length) {
            text.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void writeFile(OpenFile file, long offset, long length) throws IOException {
            var bytes = new byte[(int) length];
            int n = file.read(bytes, 0, bytes.length, offset);
            write(bytes, 0, n);
        }

        @Override
        public void flush() {}

        @Override
        public void end() {
            ends++;
        }

        public String text() {
            return text.toString();
        }

        public int ends() {
            return ends;
        }
    }
}
