package muster.config;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import muster.io.SharedProgram;
import muster.pattern.PatternException;
import muster.pattern.Regex;
import muster.pattern.RegexOptions;
import org.jspecify.annotations.Nullable;

/// The words of one directive of a tree.
final class ParsedArguments implements Arguments {
    private final ConfigContext context;
    private final Scope scope;
    private final String name;
    private final Position position;
    private final String raw;
    private final List<String> words;
    private final @Nullable Settings body;

    /// @param words those the setter is to see in one call
    /// @param body what a section's contents set; null for anything but a section
    ParsedArguments(
            ConfigContext context,
            Scope scope,
            String name,
            Position position,
            String raw,
            List<String> words,
            @Nullable Settings body) {
        this.context = context;
        this.scope = scope;
        this.name = name;
        this.position = position;
        this.raw = raw;
        this.words = words;
        this.body = body;
    }

    @Override
    public int count() {
        return words.size();
    }

    @Override
    public String text(int index) {
        return words.get(index);
    }

    @Override
    public String raw() {
        return raw;
    }

    @Override
    public boolean flag(int index) throws ConfigException {
        return switch (text(index).toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw wrong(name + " must be On or Off");
        };
    }

    @Override
    public long integer(int index, long least, long most) throws ConfigException {
        String text = text(index);
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw wrong(name + " takes a whole number, not '" + text + "'");
        }
        if (value < least || value > most) {
            String bounds = most == Integer.MAX_VALUE || most == Long.MAX_VALUE
                    ? "at least " + least
                    : "from " + least + " to " + most;
            throw wrong(name + " takes a whole number " + bounds + ", not " + text);
        }
        return value;
    }

    @Override
    public String path(int index) {
        return FilePaths.below(context.serverRoot(), text(index));
    }

    @Override
    public String absolute(String path) {
        return FilePaths.below(context.serverRoot(), path);
    }

    @Override
    public void program(SharedProgram program) {
        context.program(program);
    }

    @Override
    public byte[] read(String path) throws ConfigException {
        String absolute = FilePaths.below(context.serverRoot(), path);
        try {
            return context.source().read(absolute);
        } catch (IOException failed) {
            throw wrong(name + ": could not open " + absolute + ": " + failed.getMessage());
        }
    }

    @Override
    public Settings body() {
        return body == null ? Settings.NONE : body;
    }

    @Override
    public Position position() {
        return position;
    }

    @Override
    public Context context() {
        return scope.context();
    }

    @Override
    public String directive() {
        return name;
    }

    @Override
    public String location() {
        return scope.location();
    }

    @Override
    public String directory() {
        return scope.directory();
    }

    @Override
    public String sectionPath() {
        return scope.path();
    }

    @Override
    public String section() {
        String enclosing = scope.enclosing();
        return enclosing == null ? "" : enclosing;
    }

    @Override
    public String section(String... names) {
        for (String around : scope.sections().reversed()) {
            for (String name : names) {
                if (name.equalsIgnoreCase(around)) {
                    return around;
                }
            }
        }
        return "";
    }

    @Override
    public MethodLimit limit() {
        return scope.limit();
    }

    @Override
    public Regex regex(String pattern, boolean ignoreCase) throws ConfigException {
        try {
            return context.regex(pattern, ignoreCase);
        } catch (PatternException _) {
            throw wrong("Regex could not be compiled");
        }
    }

    @Override
    public int allowedOptions() {
        Scope.Permissions permissions = scope.permissions();
        return permissions == null ? -1 : permissions.options();
    }

    @Override
    public boolean isDirective(String wanted, Context where) {
        DirectiveType<?> type = context.modules().directive(wanted);
        return type != null && type.contexts().contains(where);
    }

    @Override
    public boolean regexDefault(String word) {
        boolean off = word.startsWith("-");
        String option = off || word.startsWith("+") ? word.substring(1) : word;
        RegexOptions before = context.regexOptions();
        RegexOptions after =
                switch (option.toUpperCase(Locale.ROOT)) {
                    case "NONE" -> new RegexOptions(false, false, false, false, false);
                    case "ICASE" -> before.withIgnoreCase(!off);
                    case "EXTENDED" -> before.withExtended(!off);
                    case "DOTALL" -> before.withDotAll(!off);
                    case "DOLLAR_ENDONLY" -> before.withDollarEndOnly(!off);
                    default -> null;
                };
        if (after != null) {
            context.regexOptions(after);
        }
        return after != null;
    }

    @Override
    public ConfigSource.Kind kind(String path) {
        return context.source().kind(path);
    }

    @Override
    public List<String> addresses(String host) {
        return context.source().addresses(host);
    }

    @Override
    public boolean checksDocumentRoot() {
        return context.source().options().checkDocumentRoot();
    }

    @Override
    public boolean isLoaded(String module) {
        return context.modules().isLoaded(module);
    }

    @Override
    public ConfigException wrong(String message) {
        return new ConfigException(position, message);
    }

    @Override
    public void warn(int number, String message) {
        context.warn(new Warning(number, message, position, context.modules().shortNameOf(name)));
    }
}
