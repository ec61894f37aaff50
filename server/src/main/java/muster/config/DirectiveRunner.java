package muster.config;

import java.util.List;
import muster.config.DirectiveType.Takes;
import org.jspecify.annotations.Nullable;

/// Carries out directives: finds the declaration, checks the place and the number of words, and lets it set its values.
public final class DirectiveRunner {
    private final ConfigContext context;

    public DirectiveRunner(ConfigContext context) {
        this.context = context;
    }

    public ConfigContext context() {
        return context;
    }

    /// The declaration of a directive.
    /// @throws ConfigException if no loaded module knows it, or it can't stand here
    public DirectiveType<?> typeOf(Directive directive, Scope scope) throws ConfigException {
        DirectiveType<?> type = context.modules().directive(directive.name());
        if (type == null) {
            throw new ConfigException(
                    directive.position(),
                    "Invalid command '" + directive.name()
                            + "', perhaps misspelled or defined by a module not included in the server configuration"
                            + hint(directive));
        }
        String refusal = scope.refusal(type);
        if (refusal != null) {
            throw new ConfigException(directive.position(), refusal);
        }
        return type;
    }

    /// As [#typeOf]; null if it can't stand here but AllowOverride says that this is to be left out, with a warning.
    public @Nullable DirectiveType<?> permitted(Directive directive, Scope scope) throws ConfigException {
        Scope.Permissions permissions = scope.permissions();
        if (permissions != null) {
            DirectiveType<?> type = context.modules().directive(directive.name());
            Warning warning = permissions.forgiven(directive.name(), type, directive.position());
            if (warning != null) {
                context.warn(warning);
                return null;
            }
        }
        return typeOf(directive, scope);
    }

    private String hint(Directive directive) {
        String module = context.modules().moduleOf(directive.name());
        if (module != null) {
            return ". It belongs to " + module + ": LoadModule " + module + " ...";
        }
        String instead = context.modules().instead(directive.name());
        return instead == null ? "" : ". " + instead;
    }

    /// Carries out some directives one after another.
    public Settings runAll(Settings before, List<Directive> directives, Scope scope) throws ConfigException {
        Settings settings = before;
        for (Directive directive : directives) {
            settings = run(settings, directive, scope);
        }
        return settings;
    }

    /// Carries out one directive, or a module's section with what is in it.
    public Settings run(Settings before, Directive directive, Scope scope) throws ConfigException {
        DirectiveType<?> type = permitted(directive, scope);
        if (type == null) {
            return before;
        }
        return directive.isSection() ? section(before, type, directive, scope) : plain(before, type, directive, scope);
    }

    private Settings plain(Settings before, DirectiveType<?> type, Directive directive, Scope scope)
            throws ConfigException {
        String raw = directive.arguments();
        List<String> words = type.takes() == Takes.RAW ? List.of() : Words.of(raw);
        checkWords(type, words, directive.position());
        return call(before, type, words, raw, directive.position(), scope, null);
    }

    private Settings section(Settings before, DirectiveType<?> type, Directive directive, Scope scope)
            throws ConfigException {
        String raw = sectionArgument(directive, false);
        List<String> words = type.takes() == Takes.RAW ? List.of() : Words.of(raw);
        checkWords(type, words, directive.position());
        Settings body = runAll(Settings.NONE, directive.children(), scope.inside(type));
        Settings around = type.isolated() ? before : before.plus(body.without(type.slot()));
        return call(around, type, words, raw, directive.position(), scope, body);
    }

    private Settings call(
            Settings before,
            DirectiveType<?> type,
            List<String> words,
            String raw,
            Position position,
            Scope scope,
            @Nullable Settings body)
            throws ConfigException {
        Settings settings = before;
        int from = type.takes() == Takes.FIRST_AND_EACH ? 1 : 0;
        switch (type.takes()) {
            case EACH, FIRST_AND_EACH -> {
                // An empty word ends the list, as in httpd.
                for (int i = from; i < words.size() && !words.get(i).isEmpty(); i++) {
                    List<String> call = from == 0 ? List.of(words.get(i)) : List.of(words.getFirst(), words.get(i));
                    settings = type.apply(
                            settings, new ParsedArguments(context, scope, type.name(), position, raw, call, body));
                }
            }
            default ->
                settings =
                        type.apply(settings, new ParsedArguments(context, scope, type.name(), position, raw, words, body));
        }
        return settings;
    }

    private static void checkWords(DirectiveType<?> type, List<String> words, Position position)
            throws ConfigException {
        String complaint = WordCount.complaint(type, words);
        if (complaint != null) {
            throw new ConfigException(position, complaint);
        }
    }

    /// A section's argument without its `>`.
    /// @param required whether it must have one
    public static String sectionArgument(Directive section, boolean required) throws ConfigException {
        String arguments = section.arguments();
        int end = arguments.lastIndexOf('>');
        if (required && (arguments.isEmpty() || arguments.substring(0, Math.max(end, 0)).isBlank() && end >= 0)) {
            throw new ConfigException(section.position(), section.name() + "> directive requires additional arguments");
        }
        if (end < 0) {
            throw new ConfigException(section.position(), section.name() + "> directive missing closing '>'");
        }
        return arguments.substring(0, end).strip();
    }
}
