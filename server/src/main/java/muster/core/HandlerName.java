package muster.core;

import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.expr.Evaluation;
import muster.expr.EvaluationException;
import muster.expr.ExpressionException;
import muster.expr.Template;
import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// What SetHandler says: a handler's name, or an expression that gives one. Immutable.
///
/// @param name lower case, as httpd compares it; empty for `None`
/// @param computed gives the name for a request; null if it is the same for all
public record HandlerName(String name, @Nullable Template<Request> computed) {
    /// Nothing said.
    public static final HandlerName NONE = new HandlerName("", null);

    public static HandlerName of(String name) {
        return new HandlerName(plain(name), null);
    }

    static HandlerName read(Arguments words, Registry registry) throws ConfigException {
        String text = words.text(0);
        if (!Template.isTemplate(text)) {
            return of(text);
        }
        try {
            return new HandlerName(
                    "", Template.compile(text, RequestVocabulary.of(registry, words), RequestVocabulary.rights(words)));
        } catch (ExpressionException wrong) {
            throw words.wrong("Can't parse expression : " + wrong.getMessage());
        }
    }

    /// The path of a Unix socket keeps its letters.
    private static String plain(String name) {
        String lower = name.startsWith("proxy:unix") ? name : name.toLowerCase(Locale.ROOT);
        return lower.equals("none") ? "" : lower;
    }

    /// The handler for a request; empty if there is none.
    public String of(Request request) throws HttpException {
        if (computed == null) {
            return name;
        }
        try {
            return plain(computed.text(new Evaluation<>(request, false))); // as httpd: no Vary
        } catch (EvaluationException failed) {
            request.log().error("core", 3154, "Can't evaluate handler expression: " + failed.getMessage());
            throw new HttpException(500, "");
        }
    }
}
