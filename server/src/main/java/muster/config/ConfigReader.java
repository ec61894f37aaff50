package muster.config;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads httpd's configuration language: puts files together, fills in variables, decides conditions, and builds the tree
/// of what is to be carried out. Which words a directive takes and where it may stand is looked at later.
///
/// Some directives take effect while they are read ([OnRead]); all others end up in the tree.
public final class ConfigReader {
    private final ConfigSource source;
    private final ModuleCatalog modules;
    private final Variables variables;
    private final List<IncludedFile> includes = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final OnRead onRead;
    private int depth;

    private ConfigReader(ConfigSource source, ModuleCatalog modules) {
        this.source = source;
        this.modules = modules;
        this.variables = new Variables(source);
        this.onRead = new OnRead(this, source, modules, variables);
    }

    /// Reads a whole configuration: the directives of `-C`, the file, the directives of `-c`.
    /// @param modules what LoadModule may load; it is changed
    public static ConfigTree read(ConfigSource source, ModuleCatalog modules) throws ConfigException {
        return read(source, modules, _ -> {});
    }

    /// @param warned told what the operator should know, even if an error follows
    public static ConfigTree read(ConfigSource source, ModuleCatalog modules, Consumer<Warning> warned)
            throws ConfigException {
        var reader = new ConfigReader(source, modules);
        StartOptions options = source.options();
        var top = new ArrayList<Directive>();
        try {
            reader.commandLine(options.before(), top);
            reader.mainFile(options.file(), top);
            reader.commandLine(options.after(), top);
        } finally {
            reader.warnings.forEach(warned);
        }
        return new ConfigTree(
                top,
                reader.includes,
                reader.variables.all(),
                reader.onRead.serverRoot(),
                reader.onRead.runtimeDirectory(),
                reader.warnings);
    }

    /// Reads an `.htaccess` file: the same language without Include, Define and their kin.
    /// @param known the configuration whose definitions hold in it
    /// @param source answers IfFile
    /// @param scope what it may say
    /// @param warnings added to
    /// @throws ConfigException saying where
    public static List<Directive> htaccess(
            String file,
            byte[] content,
            ConfigTree known,
            ConfigSource source,
            ModuleCatalog modules,
            Scope scope,
            List<Warning> warnings)
            throws ConfigException {
        var reader = new ConfigReader(source, modules);
        known.defines().forEach(reader.variables::define);
        reader.onRead.inHtaccess(known.serverRoot(), scope);
        var top = new ArrayList<Directive>();
        var lines = new Lines(file, content);
        try {
            reader.read(lines, top, null);
        } catch (Fault fault) {
            throw new ConfigException(reader.onRead.blamed(lines), fault.text());
        } finally {
            warnings.addAll(reader.warnings);
        }
        return List.copyOf(top);
    }

    private void commandLine(List<String> directives, List<Directive> into) throws ConfigException {
        if (directives.isEmpty()) {
            return;
        }
        var lines = new Lines("-c/-C directives", String.join("\n", directives));
        try {
            read(lines, into, null);
        } catch (Fault fault) {
            throw ConfigException.reading(lines.position(), "Syntax error in -C/-c directive: " + fault.text());
        }
    }

    private void mainFile(String path, List<Directive> into) throws ConfigException {
        try {
            includeFile(path, 0, into);
        } catch (Fault fault) {
            throw ConfigException.reading(new Position(path, 1), fault.text());
        }
    }

    /// Reads one file into the tree.
    /// @param line the including line, 0 for the main file
    void includeFile(String path, int line, List<Directive> into) throws Fault {
        byte[] content;
        try {
            content = source.read(path);
        } catch (IOException failed) {
            throw new Fault("Could not open configuration file " + path + ": " + failed.getMessage());
        }
        includes.add(new IncludedFile(path, line, depth));
        depth++;
        readAll(new Lines(path, content), into);
        depth--;
    }

    int depth() {
        return depth;
    }

    /// Reads to the end of a file, where every section must be closed.
    private void readAll(Lines lines, List<Directive> into) throws Fault {
        try {
            read(lines, into, null);
        } catch (Fault fault) {
            Position at = onRead.blamed(lines);
            throw new Fault("Syntax error on line " + at.line() + " of " + at.file() + ": " + fault.text());
        }
    }

    /// Reads up to the end, or to the line that closes a conditional container.
    /// @param container `IfModule`, or null at a file's top level
    void read(Lines lines, List<Directive> into, @Nullable String container) throws Fault {
        Deque<OpenSection> open = new ArrayDeque<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (container != null && open.isEmpty() && line.equalsIgnoreCase("</" + container + ">")) {
                return;
            }
            if (!line.isEmpty() && line.charAt(0) != '#') {
                OpenSection innermost = open.peek();
                readLine(line, lines, innermost == null ? into : innermost.children, open, into);
            }
        }
        if (!open.isEmpty()) {
            throw notClosed(open);
        }
    }

    private void readLine(
            String line, Lines lines, List<Directive> here, Deque<OpenSection> open, List<Directive> top)
            throws Fault {
        Position position = lines.position();
        var words = new Words(variables.resolve(line, position, warnings));
        String name = words.next();
        if (name.startsWith("</")) {
            close(name, open, top);
            return;
        }
        String arguments = words.rest();
        if (name.endsWith(">")) {
            name = name.substring(0, name.length() - 1);
            arguments = ">";
        }
        if (onRead.execute(name, arguments, lines, here)) {
            return;
        }
        if (name.startsWith("<")) {
            open.push(new OpenSection(name, arguments, position));
        } else {
            here.add(new Directive(name, arguments, position, List.of()));
        }
    }

    private static void close(String name, Deque<OpenSection> open, List<Directive> top) throws Fault {
        OpenSection section = open.peek();
        if (section == null) {
            throw new Fault(name + " without matching <" + name.substring(2) + " section");
        }
        if (!name.endsWith(">")) {
            throw new Fault(name + "> directive missing closing '>'");
        }
        String closed = name.substring(2, name.length() - 1);
        if (!closed.equalsIgnoreCase(section.name.substring(1))) {
            throw new Fault("Expected </" + section.name.substring(1) + "> but saw " + name);
        }
        open.pop();
        OpenSection outer = open.peek();
        (outer == null ? top : outer.children).add(section.closed());
    }

    private static Fault notClosed(Deque<OpenSection> open) {
        var message = new StringBuilder();
        for (OpenSection section : open) {
            message.append(message.isEmpty() ? "" : "\n")
                    .append(section.position)
                    .append(": ")
                    .append(section.name)
                    .append("> was not closed.");
        }
        return new Fault(message.toString());
    }

    /// Skips a container whose condition doesn't hold. What is in it isn't looked at, but for containers, which must match.
    static void skip(Lines lines, String container) throws Fault {
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.startsWith("<")) {
                continue;
            }
            String name = new Words(line).next();
            if (name.startsWith("</")) {
                if (!name.endsWith(">")) {
                    throw new Fault(name + "> directive missing closing '>'");
                }
                if (!name.substring(2, name.length() - 1).equalsIgnoreCase(container)) {
                    throw new Fault("Expected </" + container + "> but saw " + name);
                }
                return;
            }
            skip(lines, name.substring(1, name.endsWith(">") ? name.length() - 1 : name.length()));
        }
        throw new Fault("Expected </" + container + "> before end of configuration");
    }

    void warn(int number, String message, Position position) {
        warnings.add(new Warning(number, message, position));
    }

    void warn(Warning warning) {
        warnings.add(warning);
    }

    /// The words of a directive, checked against its declaration.
    List<String> words(String name, String arguments) throws Fault {
        List<String> words = Words.of(arguments);
        DirectiveType<?> type = modules.directive(name);
        String complaint = type == null ? null : WordCount.complaint(type, words);
        if (complaint != null) {
            throw new Fault(complaint);
        }
        return words;
    }

    /// A section whose end hasn't come yet.
    private static final class OpenSection {
        private final String name;
        private final String arguments;
        private final Position position;
        private final List<Directive> children = new ArrayList<>();

        OpenSection(String name, String arguments, Position position) {
            this.name = name;
            this.arguments = arguments;
            this.position = position;
        }

        Directive closed() {
            return new Directive(name, arguments, position, children);
        }
    }

    /// The lower-case key a directive's name is looked up by.
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
