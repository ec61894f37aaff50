package muster.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import muster.config.ConfigContext;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.Directive;
import muster.config.DirectiveRunner;
import muster.config.FilePaths;
import muster.config.MethodLimit;
import muster.config.Scope;
import muster.config.Settings;
import muster.config.Wildcard;
import muster.config.Words;
import muster.expr.Condition;
import muster.expr.ExpressionException;
import muster.expr.Rights;
import muster.expr.Vocabulary;
import muster.pattern.PatternException;
import muster.pattern.Regex;

/// Compiles sections: what each must match, and what it sets (httpd's `core.c`, `dirsection` and its kin).
final class SectionCompiler {
    private final ConfigContext context;
    private final DirectiveRunner runner;
    private final Vocabulary<Request> vocabulary;

    SectionCompiler(ConfigContext context, DirectiveRunner runner, Registry registry) {
        this.context = context;
        this.runner = runner;
        this.vocabulary = RequestVocabulary.of(registry);
    }

    /// `<Directory path>`, `<Directory ~ regex>`, `<DirectoryMatch regex>`. The subject is a directory with a slash at the end.
    Section directory(Directive section, Scope scope) throws ConfigException {
        Argument argument = Argument.of(section);
        if (argument.regex) {
            Regex regex = regex(section, argument.text);
            return compiled(Section.Kind.DIRECTORY_MATCH, section, argument.text, (_, directory) -> regex.matches(directory), scope);
        }
        String path = argument.text.equals("/") ? "/" : FilePaths.withoutSlash(argument.text);
        if (!path.startsWith("/")) {
            throw new ConfigException(section.position(), "<Directory \"" + argument.text + "\"> path is invalid.");
        }
        return compiled(Section.Kind.DIRECTORY, section, path, directoryMatch(path), scope);
    }

    private static Section.Matches directoryMatch(String path) {
        if (path.equals("/")) {
            return (_, directory) -> directory.startsWith("/");
        }
        if (!Wildcard.isWild(path)) {
            String below = path + "/";
            return (_, directory) -> directory.startsWith(below);
        }
        Wildcard wildcard = Wildcard.ofPath(path);
        int components = components(path);
        return (_, directory) -> {
            int end = endOfComponents(directory, components);
            return end > 0 && wildcard.matches(directory, 0, end);
        };
    }

    /// How many names a path has: what `<Directory>` sections are ordered by.
    static int components(String path) {
        int count = 0;
        for (int i = 0; i + 1 < path.length(); i++) {
            if (path.charAt(i) == '/') {
                count++;
            }
        }
        return count;
    }

    /// Where the slash behind the nth name of a directory stands; -1 if it has fewer.
    private static int endOfComponents(String directory, int count) {
        int at = 0;
        for (int i = 0; i < count; i++) {
            at = directory.indexOf('/', at + 1);
            if (at < 0) {
                return -1;
            }
        }
        return at;
    }

    /// `<Location url>`, `<Location ~ regex>`, `<LocationMatch regex>`. The subject is a URL path.
    Section location(Directive section, Scope scope) throws ConfigException {
        Argument argument = Argument.of(section);
        if (argument.regex) {
            Regex regex = regex(section, argument.text);
            return compiled(Section.Kind.LOCATION_MATCH, section, argument.text, (_, url) -> regex.matches(url), scope);
        }
        String path = argument.text;
        if (Wildcard.isWild(path)) {
            Wildcard wildcard = Wildcard.ofPath(path);
            return compiled(Section.Kind.LOCATION, section, path, (_, url) -> wildcard.matches(url), scope);
        }
        return compiled(Section.Kind.LOCATION, section, path, (_, url) -> isAtOrBelow(url, path), scope);
    }

    private static boolean isAtOrBelow(String url, String path) {
        int length = path.length();
        return url.startsWith(path)
                && (url.length() == length || path.endsWith("/") || url.charAt(length) == '/');
    }

    /// `<Files name>`, `<Files ~ regex>`, `<FilesMatch regex>`. The subject is a file's name.
    Section files(Directive section, Scope scope) throws ConfigException {
        Argument argument = Argument.of(section);
        if (argument.regex) {
            Regex regex = regex(section, argument.text);
            return compiled(Section.Kind.FILES_MATCH, section, argument.text, (_, name) -> regex.matches(name), scope);
        }
        String name = argument.text;
        if (Wildcard.isWild(name)) {
            Wildcard wildcard = Wildcard.of(name);
            return compiled(Section.Kind.FILES, section, name, (_, file) -> wildcard.matches(file), scope);
        }
        return compiled(Section.Kind.FILES, section, name, (_, file) -> file.equals(name), scope);
    }

    /// `<If>`, and what follows it.
    /// @param before the sections before this one in the same place: `<ElseIf>` and `<Else>` belong to the last of them
    Section condition(Directive section, Scope scope, List<Section> before) throws ConfigException {
        Section.Kind kind =
                switch (section.name().toLowerCase(Locale.ROOT)) {
                    case "<if" -> Section.Kind.IF;
                    case "<elseif" -> Section.Kind.ELSE_IF;
                    default -> Section.Kind.ELSE;
                };
        String text = DirectiveRunner.sectionArgument(section, kind != Section.Kind.ELSE);
        Section.Matches own = kind == Section.Kind.ELSE ? (_, _) -> true : test(section, text);
        if (kind == Section.Kind.IF) {
            return compiled(kind, section, text, own, scope);
        }
        List<Section.Matches> earlier = chain(section, before);
        return compiled(
                kind,
                section,
                text,
                (request, subject) -> {
                    for (Section.Matches one : earlier) {
                        if (one.test(request, subject)) {
                            return false;
                        }
                    }
                    return own.test(request, subject);
                },
                scope);
    }

    /// The conditions from the last `<If>` on.
    private static List<Section.Matches> chain(Directive section, List<Section> before) throws ConfigException {
        var chain = new ArrayList<Section.Matches>();
        for (Section one : before) {
            if (one.kind() == Section.Kind.IF) {
                chain.clear();
            }
            chain.add(one.matches());
        }
        if (chain.isEmpty() || before.getLast().kind() == Section.Kind.ELSE) {
            throw new ConfigException(
                    section.position(), section.name() + "> section without previous <If> or <ElseIf> section in same scope");
        }
        return List.copyOf(chain);
    }

    private Section.Matches test(Directive section, String text) throws ConfigException {
        List<String> words = Words.of(text);
        try {
            Condition<Request> condition =
                    Condition.compile(words.size() == 1 ? words.getFirst() : text, vocabulary, Rights.FULL);
            return (request, _) -> condition.test(request);
        } catch (ExpressionException wrong) {
            throw new ConfigException(section.position(), "Cannot parse condition clause: " + wrong.getMessage());
        }
    }

    private Section compiled(Section.Kind kind, Directive section, String argument, Section.Matches matches, Scope scope)
            throws ConfigException {
        Scope inner = kind == Section.Kind.DIRECTORY
                ? scope.inDirectory(section.name(), argument)
                : scope.in(section.name(), scope.context() == Context.HTACCESS ? Context.HTACCESS : Context.DIRECTORY);
        var body = new Body();
        fill(body, section.children(), inner);
        return new Section(kind, argument, matches, body.settings, List.copyOf(body.nested), section.position());
    }

    private static final class Body {
        private Settings settings = Settings.NONE;
        private final List<Section> nested = new ArrayList<>();
    }

    private void fill(Body body, List<Directive> directives, Scope scope) throws ConfigException {
        for (Directive directive : directives) {
            switch (directive.name().toLowerCase(Locale.ROOT)) {
                case "<limit", "<limitexcept" -> {
                    runner.typeOf(directive, scope);
                    fill(body, directive.children(), scope.limitedTo(directive.name(), methods(directive)));
                }
                case "<files", "<filesmatch" -> {
                    runner.typeOf(directive, scope);
                    body.nested.add(files(directive, scope));
                }
                case "<if", "<elseif", "<else" -> {
                    runner.typeOf(directive, scope);
                    body.nested.add(condition(directive, scope, conditions(body.nested)));
                }
                default -> body.settings = runner.run(body.settings, directive, scope);
            }
        }
    }

    private static List<Section> conditions(List<Section> nested) {
        return nested.stream().filter(SectionCompiler::isCondition).toList();
    }

    static boolean isCondition(Section section) {
        return switch (section.kind()) {
            case IF, ELSE_IF, ELSE -> true;
            case DIRECTORY, DIRECTORY_MATCH, FILES, FILES_MATCH, LOCATION, LOCATION_MATCH, LIMIT, HTACCESS -> false;
        };
    }

    private static MethodLimit methods(Directive section) throws ConfigException {
        Set<String> methods = new TreeSet<>(Words.of(DirectiveRunner.sectionArgument(section, true)));
        if (methods.contains("TRACE")) {
            throw new ConfigException(
                    section.position(), "TRACE cannot be controlled by " + section.name() + ">, see TraceEnable");
        }
        return new MethodLimit(methods, section.name().equalsIgnoreCase("<LimitExcept"));
    }

    private Regex regex(Directive section, String pattern) throws ConfigException {
        try {
            return context.regex(pattern, false);
        } catch (PatternException _) {
            throw new ConfigException(section.position(), "Regex could not be compiled");
        }
    }

    /// A section's argument: a path or name, or a pattern after `~` or in a `...Match` section.
    private record Argument(String text, boolean regex) {
        static Argument of(Directive section) throws ConfigException {
            List<String> words = Words.of(DirectiveRunner.sectionArgument(section, true));
            boolean match = section.name().toLowerCase(Locale.ROOT).endsWith("match");
            boolean tilde = !match && words.size() > 1 && words.getFirst().equals("~");
            if (words.size() != (tilde ? 2 : 1)) {
                throw new ConfigException(
                        section.position(), "Multiple " + section.name() + "> arguments not (yet) supported.");
            }
            return new Argument(words.getLast(), match || tilde);
        }
    }
}
