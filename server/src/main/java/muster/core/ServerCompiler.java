package muster.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import muster.config.ConfigContext;
import muster.config.ConfigException;
import muster.config.ConfigSource;
import muster.config.ConfigTree;
import muster.config.Context;
import muster.config.Directive;
import muster.config.DirectiveRunner;
import muster.config.ModuleCatalog;
import muster.config.Position;
import muster.config.Scope;
import muster.config.Settings;
import muster.config.Warning;
import muster.config.Words;
import muster.io.SharedProgram;
import muster.pattern.RegexOptions;

/// Makes servers of a configuration that was read: carries out its directives, and compiles its sections and virtual hosts.
public final class ServerCompiler {
    private static final int NO_NAME = 558;

    private final ConfigTree tree;
    private final ConfigSource source;
    private final ConfigContext context;
    private final DirectiveRunner runner;
    private final SectionCompiler sections;

    private ServerCompiler(ConfigTree tree, ConfigSource source, ModuleCatalog modules, Registry registry) {
        this.tree = tree;
        this.source = source;
        this.context = new ConfigContext(source, modules, tree.serverRoot());
        this.runner = new DirectiveRunner(context);
        this.sections = new SectionCompiler(runner, registry);
    }

    /// What a configuration comes to.
    ///
    /// @param choice which of the hosts a request goes to
    /// @param warnings in the order of the file
    /// @param patterns RegexDefaultOptions at the end of the file
    /// @param programs that children may need
    public record Compiled(
            VirtualHost mainHost,
            List<VirtualHost> virtualHosts,
            HostChoice choice,
            List<Warning> warnings,
            RegexOptions patterns,
            List<SharedProgram> programs) {
        /// Those that are to run: known once modules have looked at the configuration as a whole.
        public List<SharedProgram> wantedPrograms() {
            return programs.stream().filter(SharedProgram::wanted).toList();
        }
    }

    /// @param modules what was loaded while the tree was read
    /// @param registry what those modules brought
    public static Compiled compile(ConfigTree tree, ConfigSource source, ModuleCatalog modules, Registry registry)
            throws ConfigException {
        return compile(tree, source, modules, registry, _ -> {});
    }

    /// @param warned told what the operator should know, even if an error follows
    public static Compiled compile(
            ConfigTree tree, ConfigSource source, ModuleCatalog modules, Registry registry, Consumer<Warning> warned)
            throws ConfigException {
        var compiler = new ServerCompiler(tree, source, modules, registry);
        try {
            return compiler.compile();
        } finally {
            compiler.context.warnings().forEach(warned);
        }
    }

    private Compiled compile() throws ConfigException {
        var hostSections = new ArrayList<Directive>();
        var own = new SectionCompiler.Sections();
        Settings settings = defaults();
        for (Directive directive : tree.directives()) {
            if (directive.name().equalsIgnoreCase("<VirtualHost")) {
                runner.typeOf(directive, Scope.SERVER);
                hostSections.add(directive);
            } else {
                settings = sections.server(settings, directive, Scope.SERVER, own);
            }
        }
        settings = filledIn(settings);
        VirtualHost main = main(settings, own);
        var hosts = new ArrayList<VirtualHost>();
        for (Directive section : hostSections) {
            hosts.add(host(main, own, section));
        }
        return new Compiled(
                main,
                List.copyOf(hosts),
                new VirtualHosts(main, hosts),
                context.warnings(),
                context.regexOptions(),
                context.programs());
    }

    private Settings defaults() {
        return Settings.NONE
                .with(ServerSettings.SERVER_ROOT, tree.serverRoot())
                .with(ServerSettings.RUNTIME_DIRECTORY, tree.runtimeDirectory())
                .with(DirectorySettings.OPTIONS, Options.DEFAULT);
    }

    private Settings filledIn(Settings settings) {
        Settings filled = settings;
        if (!settings.sets(ServerSettings.DOCUMENT_ROOT)) {
            filled = filled.with(ServerSettings.DOCUMENT_ROOT, tree.serverRoot() + "/htdocs");
        }
        return filled;
    }

    private VirtualHost main(Settings settings, SectionCompiler.Sections own) {
        ServerName name = settings.get(ServerSettings.SERVER_NAME);
        String host = name.host();
        if (host.isEmpty()) {
            String found = source.hostName();
            host = found == null ? "127.0.0.1" : found;
            context.warn(new Warning(
                    NO_NAME,
                    "Could not reliably determine the server's fully qualified domain name, using " + host
                            + ". Set the 'ServerName' directive globally to suppress this message",
                    null));
        }
        return own.host(List.of(), new ServerName(name.scheme(), host, name.port()), List.of(), settings, new Position(source.options().file(), 0));
    }

    private VirtualHost host(VirtualHost main, SectionCompiler.Sections global, Directive section) throws ConfigException {
        String argument = DirectiveRunner.sectionArgument(section, true);
        Scope scope = Scope.SERVER.in(section.name(), Context.VIRTUAL_HOST);
        var own = new SectionCompiler.Sections();
        Settings settings = Settings.NONE;
        for (Directive directive : section.children()) {
            settings = sections.server(settings, directive, scope, own);
        }
        ServerName name = settings.get(ServerSettings.SERVER_NAME);
        if (name.host().isEmpty()) {
            name = new ServerName(main.scheme(), main.serverName(), main.serverPort());
        }
        List<String> aliases = settings.get(ServerSettings.SERVER_ALIASES).stream()
                .map(alias -> alias.toLowerCase(Locale.ROOT))
                .toList();
        return global.and(own).host(addresses(argument), name, aliases, main.settings().plus(settings), section.position());
    }

    /// The addresses of a section, with names looked up.
    private List<String> addresses(String argument) {
        var addresses = new LinkedHashSet<String>();
        for (String word : Words.of(argument)) {
            HostAddress address = HostAddress.parse(word);
            if (address.isName()) {
                source.addresses(address.host()).forEach(ip -> addresses.add(new HostAddress(ip, address.port()).toString()));
            } else {
                addresses.add(address.toString());
            }
        }
        return List.copyOf(addresses);
    }
}
