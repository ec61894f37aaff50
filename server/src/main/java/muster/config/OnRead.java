package muster.config;

import java.util.List;
import java.util.Set;
import muster.config.ModuleCatalog.Loading;
import org.jspecify.annotations.Nullable;

/// The directives that take effect while they are read: those that bring text in or leave it out, and those that later lines
/// depend on.
final class OnRead {
    private static final int ALREADY_LOADED = 1574;
    /// What brings text or code in from elsewhere: no list of AllowOverrideList lets an `.htaccess` file do that.
    private static final Set<String> NOT_IN_HTACCESS = Set.of(
            "include", "includeoptional", "define", "undefine", "loadmodule", "loadfile", "serverroot", "defaultruntimedir");
    /// What decides about the lines that follow.
    private static final Set<String> CONDITIONS = Set.of(
            "<ifmodule", "<ifdefine", "<iffile", "<ifdirective", "<ifsection", "<ifversion", "<macro", "use", "undefmacro",
            "macroignoreemptyargs", "macroignorebadnesting");

    private final ConfigReader reader;
    private final ConfigSource source;
    private final ModuleCatalog modules;
    private final Variables variables;
    private final Includes includes;
    private final Macros macros;
    private String serverRoot;
    private String runtimeDirectory = "";
    private @Nullable Scope htaccess;
    /// The opening line of the container that is being skipped, or of a macro that is being read: httpd blames it for what is wrong inside.
    private @Nullable Position skipping;

    OnRead(ConfigReader reader, ConfigSource source, ModuleCatalog modules, Variables variables) {
        this.reader = reader;
        this.source = source;
        this.modules = modules;
        this.variables = variables;
        this.includes = new Includes(reader, source);
        this.macros = new Macros(reader);
        this.serverRoot = source.options().serverRoot();
    }

    String serverRoot() {
        return serverRoot;
    }

    String runtimeDirectory() {
        return FilePaths.below(serverRoot, runtimeDirectory.isEmpty() ? "logs" : runtimeDirectory);
    }

    void inHtaccess(String root, Scope scope) {
        serverRoot = root;
        htaccess = scope;
        macros.inHtaccess();
    }

    Position blamed(Lines lines) {
        Position opening = skipping;
        return opening == null ? lines.position() : opening;
    }

    /// Carries out a directive if it is one of these.
    /// @param into where the lines that it brings in belong
    /// @return whether it was
    boolean execute(String name, String arguments, Lines lines, List<Directive> into) throws Fault {
        String key = ConfigReader.key(name);
        if (htaccess != null && isForgiven(key, lines.position(), htaccess)) {
            return true;
        }
        switch (key) {
            case "include" -> include(name, arguments, lines, into, false);
            case "includeoptional" -> include(name, arguments, lines, into, true);
            case "define" -> define(reader.words(name, arguments));
            case "undefine" -> variables.undefine(variableName(reader.words(name, arguments)));
            case "serverroot" -> serverRoot(reader.words(name, arguments).getFirst());
            case "defaultruntimedir" -> runtimeDirectory(reader.words(name, arguments).getFirst());
            case "loadmodule" -> loadModule(reader.words(name, arguments), lines.position());
            case "loadfile" -> throw new Fault("LoadFile: this server runs no native libraries of httpd's modules");
            case "<ifmodule" -> container(name, arguments, lines, into, modules::isLoaded);
            case "<ifdefine" -> container(name, arguments, lines, into, variables::isDefined);
            case "<iffile" -> container(name, arguments, lines, into, this::fileExists);
            case "<ifdirective" -> container(name, arguments, lines, into, n -> modules.directive(n) != null);
            case "<ifsection" -> container(name, arguments, lines, into, n -> modules.directive("<" + n) != null);
            case "<ifversion" -> version(name, arguments, lines, into);
            case "<macro", "use", "undefmacro", "macroignoreemptyargs", "macroignorebadnesting" -> {
                return macro(key, name, arguments, lines);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// @return false if mod_macro isn't loaded
    private boolean macro(String key, String name, String arguments, Lines lines) throws Fault {
        if (modules.directive(key) == null) {
            return false;
        }
        switch (key) {
            case "<macro" -> {
                Position outer = skipping;
                skipping = lines.position();
                macros.define(arguments, lines);
                skipping = outer;
            }
            case "use" -> macros.use(arguments, lines);
            case "undefmacro" -> macros.forget(reader.words(name, arguments));
            default -> {
                reader.words(name, arguments);
                if (key.equals("macroignoreemptyargs")) {
                    macros.ignoreEmpty();
                } else {
                    macros.ignoreNesting();
                }
            }
        }
        return true;
    }

    /// Whether a directive is left out of an `.htaccess` file, with a warning.
    private boolean isForgiven(String key, Position position, Scope scope) throws Fault {
        boolean forbidden = NOT_IN_HTACCESS.contains(key);
        if (!forbidden && !CONDITIONS.contains(key)) {
            return false;
        }
        DirectiveType<?> type = modules.directive(key);
        Scope.Permissions permissions = scope.permissions();
        if (type == null || permissions == null || !forbidden && permissions.allow(type)) {
            return false;
        }
        Warning warning = permissions.forgiven(key, type, position);
        if (warning == null) {
            throw new Fault(type.name() + " not allowed here");
        }
        reader.warn(warning.number(), warning.message(), position);
        return true;
    }

    private void include(String name, String arguments, Lines lines, List<Directive> into, boolean optional)
            throws Fault {
        String path = reader.words(name, arguments).getFirst();
        includes.include(FilePaths.below(serverRoot, path), path, lines.position().line(), optional, into);
    }

    private void define(List<String> words) throws Fault {
        String name = variableName(words);
        variables.define(name, words.size() > 1 ? words.get(1) : "");
    }

    private static String variableName(List<String> words) throws Fault {
        String name = words.getFirst();
        if (name.indexOf(':') >= 0) {
            throw new Fault("Variable name must not contain ':'");
        }
        return name;
    }

    private void serverRoot(String path) throws Fault {
        String root = FilePaths.withoutSlash(FilePaths.below(serverRoot, path));
        if (source.kind(root) != ConfigSource.Kind.DIRECTORY) {
            throw new Fault("ServerRoot must be a valid directory");
        }
        serverRoot = root;
    }

    private void runtimeDirectory(String path) throws Fault {
        if (source.kind(FilePaths.below(serverRoot, path)) != ConfigSource.Kind.DIRECTORY) {
            throw new Fault("DefaultRuntimeDir must be a valid directory, absolute or relative to ServerRoot");
        }
        runtimeDirectory = path;
    }

    private void loadModule(List<String> words, Position position) throws Fault {
        String name = words.getFirst();
        if (modules.load(name) == Loading.ALREADY_LOADED) {
            reader.warn(ALREADY_LOADED, "module " + name + " is already loaded, skipping", position);
            return;
        }
        if (!modules.isLoaded(name)) {
            String instead = modules.instead(name);
            if (instead != null) {
                throw new Fault("Cannot load " + name + " into server: " + instead);
            }
            List<String> similar = modules.similar(name);
            String hint = similar.isEmpty() ? "" : " (did you mean " + String.join(" or ", similar) + "?)";
            throw new Fault("Cannot load " + name + " into server: Muster has no such module" + hint
                    + "; put <IfModule " + name + "> around its directives and leave this line out to do without it");
        }
    }

    private boolean fileExists(String path) {
        return source.kind(FilePaths.below(serverRoot, path)) != ConfigSource.Kind.NOTHING;
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds(String subject);
    }

    private void container(String name, String arguments, Lines lines, List<Directive> into, Condition condition)
            throws Fault {
        String argument = argument(name, arguments);
        boolean negated = argument.startsWith("!");
        String subject = new Words(negated ? argument.substring(1) : argument).next();
        if (subject.isEmpty()) {
            throw missingArgument(name);
        }
        pass(name, lines, into, condition.holds(subject) != negated);
    }

    private void version(String name, String arguments, Lines lines, List<Directive> into) throws Fault {
        pass(name, lines, into, VersionCondition.holds(reader.words(name, arguments)));
    }

    private void pass(String name, Lines lines, List<Directive> into, boolean holds) throws Fault {
        if (holds) {
            reader.read(lines, into, name.substring(1));
            return;
        }
        Position outer = skipping;
        skipping = lines.position();
        ConfigReader.skip(lines, name.substring(1));
        skipping = outer;
    }

    private static String argument(String name, String arguments) throws Fault {
        int end = arguments.lastIndexOf('>');
        if (arguments.isEmpty() || end == 0) {
            throw missingArgument(name);
        }
        if (end < 0) {
            throw new Fault(name + "> directive missing closing '>'");
        }
        return arguments.substring(0, end);
    }

    private static Fault missingArgument(String name) {
        return new Fault(name + "> directive requires additional arguments");
    }
}
