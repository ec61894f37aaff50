package muster.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.Directive;
import muster.config.DirectiveRunner;
import muster.config.FilePaths;
import muster.config.MethodLimit;
import muster.config.Position;
import muster.config.Scope;
import muster.config.Settings;
import muster.config.Words;
import muster.core.Section.Kind;
import muster.expr.Rights;
import org.jspecify.annotations.Nullable;

/// Compiles the sections that say what holds where: Directory, Files, Location, If, Limit and their kin.
final class SectionCompiler {
    /// What httpd files the settings of conditions under.
    private static final String CONDITION = "*If";

    private final DirectiveRunner runner;
    private final Registry registry;

    SectionCompiler(DirectiveRunner runner, Registry registry) {
        this.runner = runner;
        this.registry = registry;
    }

    /// The sections at the top of one server, by how they are walked.
    static final class Sections {
        private final List<Section> all = new ArrayList<>();

        List<Section> all() {
            return List.copyOf(all);
        }

        /// These, and those of a virtual host after them.
        Sections and(Sections inner) {
            var together = new Sections();
            together.all.addAll(all);
            together.all.addAll(inner.all);
            return together;
        }

        VirtualHost host(List<String> addresses, ServerName name, List<String> aliases, Settings settings, Position position) {
            List<Section> directories = of(Kind.DIRECTORY).stream()
                    .sorted(Comparator.comparingInt(section -> DirectoryIndex.components(FilePaths.withoutSlash(section.argument()))))
                    .toList();
            return new VirtualHost(
                    addresses,
                    name.host().toLowerCase(Locale.ROOT),
                    name.port(),
                    name.scheme(),
                    aliases,
                    settings,
                    directories,
                    // httpd counts the slashes of patterns as if they were paths.
                    of(Kind.DIRECTORY_MATCH).stream()
                            .sorted(Comparator.comparingLong(
                                    section -> section.argument().chars().filter(c -> c == '/').count()))
                            .toList(),
                    of(Kind.FILES, Kind.FILES_MATCH),
                    of(Kind.LOCATION, Kind.LOCATION_MATCH),
                    of(Kind.IF, Kind.ELSE_IF, Kind.ELSE),
                    position);
        }

        private List<Section> of(Kind... kinds) {
            return all.stream().filter(section -> Arrays.asList(kinds).contains(section.kind())).toList();
        }
    }

    /// Carries out one directive at the top of a server: it changes the settings, or adds a section.
    Settings server(Settings before, Directive directive, Scope scope, Sections into) throws ConfigException {
        return run(before, directive, scope, into.all);
    }

    private Settings run(Settings before, Directive directive, Scope scope, List<Section> nested) throws ConfigException {
        Kind kind = kind(directive);
        if (kind == null) {
            return runner.run(before, directive, scope);
        }
        if (runner.permitted(directive, scope) == null) {
            return before;
        }
        refuse(kind, directive, scope);
        if (kind == Kind.LIMIT) {
            return limit(before, directive, scope, nested);
        }
        Section made = section(kind, directive, scope);
        refuseAlone(made, directive, nested);
        nested.add(made);
        return before;
    }

    /// What can't stand here though the declaration allows it.
    private static void refuse(Kind kind, Directive section, Scope scope) throws ConfigException {
        String around = scope.enclosing();
        boolean files = kind == Kind.FILES || kind == Kind.FILES_MATCH;
        if (files && around != null && around.toLowerCase(Locale.ROOT).startsWith("<location")) {
            throw new ConfigException(
                    section.position(), section.name() + "> cannot occur within " + around + "> section");
        }
    }

    private static void refuseAlone(Section made, Directive section, List<Section> before) throws ConfigException {
        if (made.kind() != Kind.ELSE_IF && made.kind() != Kind.ELSE) {
            return;
        }
        List<Section> conditions = before.stream().filter(Section::isCondition).toList();
        if (conditions.isEmpty() || conditions.getLast().kind() == Kind.ELSE) {
            throw new ConfigException(
                    section.position(),
                    "<Else> or <ElseIf> section without previous <If> or <ElseIf> section in same scope");
        }
    }

    private static @Nullable Kind kind(Directive directive) {
        return switch (directive.name().toLowerCase(Locale.ROOT)) {
            case "<directory" -> Kind.DIRECTORY;
            case "<directorymatch" -> Kind.DIRECTORY_MATCH;
            case "<files" -> Kind.FILES;
            case "<filesmatch" -> Kind.FILES_MATCH;
            case "<location" -> Kind.LOCATION;
            case "<locationmatch" -> Kind.LOCATION_MATCH;
            case "<if" -> Kind.IF;
            case "<elseif" -> Kind.ELSE_IF;
            case "<else" -> Kind.ELSE;
            case "<limit", "<limitexcept" -> Kind.LIMIT;
            default -> null;
        };
    }

    private Settings limit(Settings before, Directive section, Scope scope, List<Section> nested) throws ConfigException {
        List<String> methods = Words.of(DirectiveRunner.sectionArgument(section, true));
        boolean except = section.name().equalsIgnoreCase("<LimitExcept");
        if (methods.contains("TRACE")) {
            throw new ConfigException(
                    section.position(), "TRACE cannot be controlled by " + section.name() + ">, see TraceEnable");
        }
        Scope inner = scope.limitedTo(section.name(), new MethodLimit(new HashSet<>(methods), except));
        Settings settings = before;
        for (Directive directive : section.children()) {
            settings = run(settings, directive, inner, nested);
        }
        return settings;
    }

    private Section section(Kind written, Directive section, Scope scope) throws ConfigException {
        if (written == Kind.ELSE) {
            if (!DirectiveRunner.sectionArgument(section, false).isEmpty()) {
                throw new ConfigException(section.position(), "<Else> does not take an argument");
            }
            return body(written, "", (_, _) -> true, section, scope.in(section.name(), inside(scope), CONDITION));
        }
        String argument = DirectiveRunner.sectionArgument(section, true);
        if (written == Kind.IF || written == Kind.ELSE_IF) {
            if (Words.of(argument).size() > 1) {
                throw new ConfigException(
                        section.position(), "Multiple " + section.name() + "> arguments not supported.");
            }
            Rights rights = scope.context() == Context.HTACCESS ? Rights.RESTRICTED : Rights.FULL;
            var condition = IfCondition.compile(argument, section.position(), rights, registry);
            return body(written, argument, condition, section, scope.in(section.name(), inside(scope), CONDITION));
        }
        List<String> words = Words.of(argument);
        boolean tilde = words.size() > 1 && words.getFirst().equals("~");
        String subject = words.get(tilde ? 1 : 0);
        if (words.size() > (tilde ? 2 : 1)) {
            throw new ConfigException(section.position(), "Multiple " + section.name() + "> arguments not (yet) supported.");
        }
        Kind kind = tilde ? withPattern(written) : written;
        Section.Matches matches = SectionMatch.of(kind, subject, section.position(), runner.context());
        Scope inner = switch (kind) {
            case DIRECTORY -> scope.inDirectory(section.name(), subject);
            case LOCATION, LOCATION_MATCH -> scope.inLocation(section.name(), subject);
            default -> scope.in(section.name(), inside(scope), subject);
        };
        return body(kind, subject, matches, section, inner);
    }

    private static Context inside(Scope scope) {
        return scope.context() == Context.HTACCESS ? Context.HTACCESS : Context.DIRECTORY;
    }

    private static Kind withPattern(Kind kind) {
        return switch (kind) {
            case DIRECTORY -> Kind.DIRECTORY_MATCH;
            case FILES -> Kind.FILES_MATCH;
            case LOCATION -> Kind.LOCATION_MATCH;
            default -> kind;
        };
    }

    private Section body(Kind kind, String argument, Section.Matches matches, Directive section, Scope scope) throws ConfigException {
        var nested = new ArrayList<Section>();
        Settings settings = Settings.NONE;
        for (Directive directive : section.children()) {
            settings = run(settings, directive, scope, nested);
        }
        return new Section(kind, argument, matches, settings, List.copyOf(nested), section.position());
    }
}
