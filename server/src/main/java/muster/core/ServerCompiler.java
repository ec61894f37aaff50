package muster.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import muster.config.ConfigContext;
import muster.config.ConfigException;
import muster.config.ConfigTree;
import muster.config.Context;
import muster.config.Directive;
import muster.config.DirectiveRunner;
import muster.config.FilePaths;
import muster.config.Position;
import muster.config.Scope;
import muster.config.Settings;
import muster.config.Warning;
import muster.config.Words;
import org.jspecify.annotations.Nullable;

/// Makes virtual hosts and sections of a configuration that was read: every directive is carried out once, here, and a
/// request only looks up what came of it.
public final class ServerCompiler {
    private final ConfigContext context;
    private final DirectiveRunner runner;
    private final SectionCompiler sections;

    /// What came of a configuration.
    ///
    /// @param hosts in the order of the file
    public record Compiled(VirtualHost mainHost, List<VirtualHost> hosts) {}

    private ServerCompiler(ConfigContext context, Registry registry) {
        this.context = context;
        this.runner = new DirectiveRunner(context);
        this.sections = new SectionCompiler(context, runner, registry);
    }

    /// @param registry with the modules loaded that the tree's LoadModule lines name
    public static Compiled compile(ConfigTree tree, ConfigContext context, Registry registry) throws ConfigException {
        var compiler = new ServerCompiler(context, registry);
        var main = new Host(Settings.NONE
                .with(ServerSettings.SERVER_ROOT, tree.serverRoot())
                .with(ServerSettings.RUNTIME_DIRECTORY, tree.runtimeDirectory()));
        var hostSections = new ArrayList<Directive>();
        for (Directive directive : tree.directives()) {
            if (directive.name().equalsIgnoreCase("<VirtualHost")) {
                compiler.runner.typeOf(directive, Scope.SERVER);
                hostSections.add(directive);
            } else {
                compiler.add(directive, Scope.SERVER, main);
            }
        }
        compiler.completeMain(main);
        var hosts = new ArrayList<VirtualHost>();
        for (Directive section : hostSections) {
            hosts.add(compiler.virtualHost(section, main));
        }
        Position start = new Position(context.source().options().file(), 1);
        return new Compiled(main.build(List.of(), Settings.NONE, null, start), List.copyOf(hosts));
    }

    /// What one server, main or virtual, gathers.
    private static final class Host {
        private Settings settings;
        private final List<Section> directories = new ArrayList<>();
        private final List<Section> directoryMatches = new ArrayList<>();
        private final List<Section> files = new ArrayList<>();
        private final List<Section> locations = new ArrayList<>();
        private final List<Section> conditions = new ArrayList<>();

        private Host(Settings settings) {
            this.settings = settings;
        }

        /// @param base the main server's settings, merged under this host's own
        /// @param main the main server, whose sections come before this host's own; null for itself
        private VirtualHost build(List<String> addresses, Settings base, @Nullable Host main, Position position) {
            Settings merged = base.plus(settings);
            ServerName name = merged.get(ServerSettings.SERVER_NAME);
            return new VirtualHost(
                    addresses,
                    name.host(),
                    name.port(),
                    name.scheme(),
                    settings.get(ServerSettings.SERVER_ALIASES),
                    merged,
                    shortPathsFirst(together(main == null ? null : main.directories, directories)),
                    together(main == null ? null : main.directoryMatches, directoryMatches),
                    together(main == null ? null : main.files, files),
                    together(main == null ? null : main.locations, locations),
                    together(main == null ? null : main.conditions, conditions),
                    position);
        }

        private static List<Section> together(@Nullable List<Section> outer, List<Section> inner) {
            var all = new ArrayList<Section>();
            if (outer != null) {
                all.addAll(outer);
            }
            all.addAll(inner);
            return List.copyOf(all);
        }

        private static List<Section> shortPathsFirst(List<Section> sections) {
            var sorted = new ArrayList<>(sections);
            sorted.sort(Comparator.comparingInt(section -> SectionCompiler.components(section.argument())));
            return List.copyOf(sorted);
        }
    }

    private void completeMain(Host main) {
        if (main.settings.get(ServerSettings.DOCUMENT_ROOT).isEmpty()) {
            String root = FilePaths.below(main.settings.get(ServerSettings.SERVER_ROOT), "htdocs");
            main.settings = main.settings.with(ServerSettings.DOCUMENT_ROOT, root);
        }
        if (main.settings.get(ServerSettings.SERVER_NAME).host().isEmpty()) {
            String name = context.source().hostName();
            String host = name == null || name.isEmpty() ? "127.0.0.1" : name.toLowerCase(Locale.ROOT);
            context.warn(new Warning(
                    558,
                    "Could not reliably determine the server's fully qualified domain name, using " + host
                            + ". Set the 'ServerName' directive globally to suppress this message",
                    null));
            main.settings = main.settings.with(ServerSettings.SERVER_NAME, new ServerName(null, host, 0));
        }
    }

    private VirtualHost virtualHost(Directive section, Host main) throws ConfigException {
        List<String> addresses = Words.of(DirectiveRunner.sectionArgument(section, true));
        var host = new Host(Settings.NONE);
        Scope scope = Scope.SERVER.in(section.name(), Context.VIRTUAL_HOST);
        for (Directive directive : section.children()) {
            add(directive, scope, host);
        }
        return host.build(addresses, main.settings, main, section.position());
    }

    private void add(Directive directive, Scope scope, Host host) throws ConfigException {
        switch (directive.name().toLowerCase(Locale.ROOT)) {
            case "<directory", "<directorymatch" -> {
                runner.typeOf(directive, scope);
                Section section = sections.directory(directive, scope);
                (section.kind() == Section.Kind.DIRECTORY ? host.directories : host.directoryMatches).add(section);
            }
            case "<location", "<locationmatch" -> {
                runner.typeOf(directive, scope);
                host.locations.add(sections.location(directive, scope));
            }
            case "<files", "<filesmatch" -> {
                runner.typeOf(directive, scope);
                host.files.add(sections.files(directive, scope));
            }
            case "<if", "<elseif", "<else" -> {
                runner.typeOf(directive, scope);
                host.conditions.add(sections.condition(directive, scope, host.conditions));
            }
            default -> host.settings = runner.run(host.settings, directive, scope);
        }
    }
}
