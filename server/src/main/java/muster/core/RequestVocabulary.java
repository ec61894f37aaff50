package muster.core;

import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Context;
import muster.expr.Evaluation;
import muster.expr.Rights;
import muster.expr.Vocabulary;
import muster.http.HeaderFields;
import muster.pattern.PatternException;
import muster.pattern.Regex;
import org.jspecify.annotations.Nullable;

/// What the names in expressions about a request mean: the core's own, and those that modules offer as [RequestVariable],
/// [RequestFunction] and [RequestListFunction].
public final class RequestVocabulary {
    private static final Vocabulary<Request> OF_THE_CORE = ofTheCore();

    private RequestVocabulary() {}

    /// The vocabulary for expressions in one line of the configuration.
    public static Vocabulary<Request> of(Registry registry, Arguments line) {
        return of(registry).with((pattern, ignoreCase) -> regex(line, pattern, ignoreCase));
    }

    private static Regex regex(Arguments line, String pattern, boolean ignoreCase) throws PatternException {
        try {
            return line.regex(pattern, ignoreCase);
        } catch (ConfigException wrong) {
            throw new PatternException(String.valueOf(wrong.getMessage()), -1);
        }
    }

    /// The vocabulary of one generation. Cheap: keep it or ask again.
    public static Vocabulary<Request> of(Registry registry) {
        return OF_THE_CORE.and(new Vocabulary.Others<>() {
            @Override
            public Vocabulary.@Nullable Variable<Request> variable(String name) {
                RequestVariable known = registry.provider(RequestVariable.class, name);
                if (known != null || name.indexOf('_') < 0) {
                    return known;
                }
                var family = registry.provider(RequestVariable.Family.class, name.substring(0, name.indexOf('_') + 1));
                return family == null ? null : family.named(name);
            }

            @Override
            public Vocabulary.@Nullable Function<Request> function(String name) {
                return registry.provider(RequestFunction.class, name);
            }

            @Override
            public Vocabulary.@Nullable ListFunction<Request> list(String name) {
                return registry.provider(RequestListFunction.class, name);
            }
        });
    }

    /// What the author of a directive may do in an expression.
    public static Rights rights(Arguments line) {
        return line.context() == Context.HTACCESS ? Rights.RESTRICTED : Rights.FULL;
    }

    private static Vocabulary<Request> ofTheCore() {
        var words = Vocabulary.<Request>builder();
        RequestVariables.addTo(words);
        TimeVariables.addTo(words);
        RequestOperators.addTo(words);
        words.function("req", (evaluation, name) -> header(evaluation, name, name))
                .function("http", (evaluation, name) -> header(evaluation, name, name))
                .function("req_novary", (evaluation, name) -> evaluation.subject().headers().joined(name))
                .function("resp", (evaluation, name) -> responseHeader(evaluation.subject().response(), name))
                .function("note", (evaluation, name) -> evaluation.subject().notes().get(name))
                .function("reqenv", (evaluation, name) -> evaluation.subject().environment().get(name))
                .function("osenv", (_, name) -> System.getenv(name))
                .function("env", (evaluation, name) -> environment(evaluation.subject(), name))
                .restrictedFunction("file", (evaluation, path) -> WholeFile.read(evaluation.subject(), path))
                .restrictedFunction("filesize", (evaluation, path) -> WholeFile.size(evaluation.subject(), path));
        return words.build();
    }

    /// A request header's value. The response now depends on it, which caches are told.
    /// @param shown the name as `Vary` gives it
    static @Nullable String header(Evaluation<Request> evaluation, String name, String shown) {
        Request request = evaluation.subject();
        if (evaluation.notesVary() && !request.response().committed()) {
            vary(request.response().headers(), shown);
        }
        return request.headers().joined(name);
    }

    private static void vary(HeaderFields headers, String name) {
        String before = headers.joined("Vary");
        if (before == null || before.isEmpty()) {
            headers.set("Vary", name);
        } else if (!lists(before, name)) {
            headers.set("Vary", before + "," + name);
        }
    }

    /// Whether a list value has an element, in any case.
    private static boolean lists(String list, String element) {
        int length = element.length();
        for (int at = 0; at + length <= list.length(); at++) {
            boolean starts = at == 0 || list.charAt(at - 1) == ',' || list.charAt(at - 1) == ' ';
            boolean ends = at + length == list.length() || list.charAt(at + length) == ',';
            if (starts && ends && list.regionMatches(true, at, element, 0, length)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String responseHeader(Response response, String name) {
        String value = response.headers().joined(name);
        return value != null ? value : response.errorHeaders().joined(name);
    }

    private static @Nullable String environment(Request request, String name) {
        String note = request.notes().get(name);
        if (note != null) {
            return note;
        }
        String variable = request.environment().get(name);
        return variable != null ? variable : System.getenv(name);
    }
}
