package muster.main;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import muster.config.ConfigException;
import muster.config.ConfigSource;
import muster.config.StartOptions;
import muster.core.ConnectionServer;
import muster.core.Module;
import muster.core.http1.HttpConnections;
import muster.io.Stop;
import muster.mpm.Rehearsal;
import muster.posix.FileIo;
import muster.scoreboard.ServerSnapshot;
import org.jspecify.annotations.Nullable;

/// What a new child rehearses on: a server with the modules of the real one whose part in a request is known to change nothing, one
/// small file that everybody may read, and logs that lead nowhere.
final class RehearsalStage implements Rehearsal.Stage {
    /// A file of the Java machine that this process runs on: text of about a kilobyte.
    static final String PATH = "/release";

    private static final String CONFIGURATION = """
            ServerName localhost
            DocumentRoot "%s"
            LogFormat "%%h %%l %%u %%t \\"%%r\\" %%>s %%b \\"%%{Referer}i\\" \\"%%{User-Agent}i\\"" combined
            ErrorLog /dev/null
            CustomLog /dev/null combined
            <Directory />
                AllowOverride None
                Options FollowSymLinks
                %s
            </Directory>
            """;

    private static final Set<String> HARMLESS = Set.of(
            "authz_core_module",
            "authz_host_module",
            "access_compat_module",
            "alias_module",
            "autoindex_module",
            "deflate_module",
            "dir_module",
            "env_module",
            "expires_module",
            "filter_module",
            "headers_module",
            "mime_module",
            "negotiation_module",
            "reqtimeout_module",
            "rewrite_module",
            "setenvif_module",
            "mpm_prefork_module");

    private final List<Module> modules;

    /// @param modules those of the real server
    RehearsalStage(List<Module> modules) {
        this.modules = modules;
    }

    @Override
    public ConnectionServer open(Stop stop) throws IOException {
        var source = new Text(configuration());
        try {
            ServerAssembly.Assembled assembled = ServerAssembly.assemble(source, _ -> {});
            int nowhere = FileIo.open("/dev/null", FileIo.O_WRONLY, 0);
            ServerSnapshot.Source nobody = () -> {
                throw new IllegalStateException("nobody asks for the status of a rehearsal");
            };
            AssembledServer server = ServerAssembly.server(source, assembled, _ -> nowhere, 0, nobody);
            return new HttpConnections(server, stop, assembled.modules().registry());
        } catch (ConfigException wrong) {
            throw new IllegalStateException("the rehearsal's own configuration is wrong", wrong);
        }
    }

    private String configuration() {
        List<String> loaded = modules.stream().map(Module::name).filter(HARMLESS::contains).toList();
        String lines = loaded.stream().map(name -> "LoadModule " + name + " built-in\n").collect(Collectors.joining());
        String access = loaded.contains("authz_core_module") ? "Require all granted" : "";
        return lines + CONFIGURATION.formatted(System.getProperty("java.home"), access);
    }

    /// A configuration that is one text.
    private record Text(String text) implements ConfigSource {
        private static final String FILE = "/rehearsal.conf";

        @Override
        public StartOptions options() {
            return new StartOptions("/", FILE, List.of(), List.of(), List.of(), false);
        }

        @Override
        public byte[] read(String path) throws IOException {
            if (!path.equals(FILE)) {
                throw new IOException("No such file or directory");
            }
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public Kind kind(String path) {
            return path.equals(FILE) ? Kind.FILE : Kind.NOTHING;
        }

        @Override
        public List<String> list(String directory) {
            return List.of();
        }

        @Override
        public @Nullable String environment(String name) {
            return null;
        }

        @Override
        public @Nullable String hostName() {
            return "localhost";
        }

        @Override
        public List<String> addresses(String name) {
            return List.of("127.0.0.1");
        }
    }
}
