package muster.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import muster.config.ConfigException;
import muster.config.ConfigReader;
import muster.config.ConfigSource;
import muster.config.ConfigTree;
import muster.config.DirectiveType;
import muster.config.ModuleCatalog;
import muster.config.StartOptions;
import org.jspecify.annotations.Nullable;

/// Makes a [MemoryServer] of the text of a configuration, through reader, compiler and section walk.
public final class ConfiguredServer {
    private ConfiguredServer() {}

    public static MemoryServer of(String text, List<Module> modules, Consumer<Registry> more) throws ConfigException {
        var server = new MemoryServer(new CoreModule());
        modules.forEach(server::load);
        server.load("more", more);
        var source = new OneFile(text);
        var catalog = new Loaded(server.registry());
        ConfigTree tree = ConfigReader.read(source, catalog);
        var compiled = ServerCompiler.compile(tree, source, catalog, server.registry());
        return server.configured(compiled.mainHost(), new SectionWalk(compiled.mainHost(), compiled.virtualHosts()));
    }

    private record OneFile(String text) implements ConfigSource {
        @Override
        public StartOptions options() {
            return StartOptions.of("/srv", "/srv/test.conf");
        }

        @Override
        public byte[] read(String path) throws IOException {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public Kind kind(String path) {
            return path.equals("/srv/test.conf") ? Kind.FILE : Kind.DIRECTORY;
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
            return "www.example.com";
        }

        @Override
        public List<String> addresses(String name) {
            return List.of();
        }
    }

    private record Loaded(ModuleRegistry registry) implements ModuleCatalog {
        @Override
        public Loading load(String identifier) {
            return Loading.ALREADY_LOADED;
        }

        @Override
        public boolean isLoaded(String name) {
            return registry.modules().stream()
                    .anyMatch(module -> module.name().equals(name) || module.file().equals(name));
        }

        @Override
        public @Nullable DirectiveType<?> directive(String name) {
            var declared = registry.directive(name);
            return declared == null ? null : declared.type();
        }

        @Override
        public List<String> similar(String identifier) {
            return List.of();
        }

        @Override
        public @Nullable String moduleOf(String directive) {
            return null;
        }
    }
}
