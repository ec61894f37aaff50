package muster.modules.mappers.rewrite;

import java.io.IOException;
import java.util.List;
import muster.core.Request;
import muster.core.ServerNames;
import muster.http.HttpException;
import muster.pattern.Match;
import muster.pattern.Regex;
import org.jspecify.annotations.Nullable;

/// One RewriteRule with the conditions before it.
///
/// @param negated whether it applies where the pattern doesn't match
/// @param substitution null if nothing is substituted: `-`, or a flag that answers
/// @param splitsQuery false if the substitution can't bring a query and the request's own is dropped: it ends in a bare `?`
/// @param queryAtLast whether the last question mark starts the query, not the first
record Rule(
        Regex pattern,
        boolean negated,
        List<Condition> conditions,
        String output,
        @Nullable Expansion substitution,
        boolean splitsQuery,
        boolean queryAtLast,
        RuleFlags flags,
        @Nullable Escaping escaping,
        List<Expansion> variables,
        List<Expansion> cookies,
        @Nullable Expansion type,
        @Nullable Expansion handler) {
    /// The note that tells the type checker which media type a rule wants.
    static final String TYPE = "rewrite-forced-mimetype";
    /// The same, of a handler.
    static final String HANDLER = "rewrite-forced-handler";

    private static final int UNSAFE_QUESTION_MARK = 10508;
    private static final int FORBIDDEN = 403;

    /// What became of a rule.
    enum Applied {
        /// Pattern or conditions don't hold.
        NO,
        /// The text has changed.
        SUBSTITUTED,
        /// It applies, and the text stays.
        KEPT,
        /// The request is refused, by [Rewriting#status].
        REFUSED
    }

    Applied apply(Rewriting at) throws HttpException, IOException {
        if (at.traces(3)) {
            at.traceUri();
            at.traceHere(3, "applying pattern '" + pattern + "' to uri '" + at.uri() + "'");
        }
        if (negated) {
            if (pattern.matches(at.uri())) {
                return Applied.NO;
            }
            at.ruleMatched(null);
        } else {
            Match match = pattern.find(at.uri());
            if (match == null) {
                return Applied.NO;
            }
            at.ruleMatched(match);
        }
        return conditionsHold(at) ? act(at) : Applied.NO;
    }

    private boolean conditionsHold(Rewriting at) throws HttpException, IOException {
        int count = conditions.size();
        for (int i = 0; i < count; i++) {
            Condition condition = conditions.get(i);
            boolean holds = condition.holds(at);
            if (condition.noVary()) {
                at.forgetDependence();
            }
            if (condition.orNext()) {
                if (!holds) {
                    at.forgetDependence();
                    continue;
                }
                while (i < count && conditions.get(i).orNext()) {
                    i++;
                }
            } else if (!holds) {
                return false;
            }
            at.keepDependence();
        }
        return true;
    }

    private Applied act(Rewriting at) {
        Expansion wanted = substitution;
        String result = null;
        if (wanted != null) {
            result = wanted.substituted(at, escaping);
            if (at.traces(2)) {
                at.traceHere(2, "rewrite '" + at.uri() + "' -> '" + result + "'");
            }
            if (at.requestBringsQuery() && !flags.unsafeQuestionMark) {
                at.request()
                        .log()
                        .error(Trace.MODULE, UNSAFE_QUESTION_MARK, "Unsafe URL with %3f URL rewritten without UnsafeAllow3F");
                at.status(FORBIDDEN);
                return Applied.REFUSED;
            }
        }
        setVariables(at);
        for (Expansion cookie : cookies) {
            CookieFlag.set(at, cookie.of(at, null));
        }
        if (result == null) {
            force(at);
            if (flags.answers) {
                at.traceHere(2, "forcing responsecode " + flags.status + " for " + at.text());
                at.status(flags.status);
            }
            return Applied.KEPT;
        }
        substitute(at, result);
        return Applied.SUBSTITUTED;
    }

    private void setVariables(Rewriting at) {
        for (Expansion variable : variables) {
            String text = variable.of(at, null);
            if (text.startsWith("!")) {
                String name = text.substring(1);
                at.request().environment().unset(name);
                at.trace(5, "unsetting env variable '" + name + "'");
            } else {
                int colon = text.indexOf(':');
                String name = colon < 0 ? text : text.substring(0, colon);
                String value = colon < 0 ? "" : text.substring(colon + 1);
                at.request().environment().set(name, value);
                at.trace(5, "setting env variable '" + name + "' to '" + value + "'");
            }
        }
    }

    private void substitute(Rewriting at, String result) {
        boolean proxied = at.isProxied();
        String directory = at.directory();
        String text = result;
        if (!proxied && !text.startsWith("/") && Scheme.length(text) == 0) {
            if (directory != null) {
                at.traceHere(3, "add per-dir prefix: " + text + " -> " + directory + text);
                text = directory + text;
            } else if (!flags.proxy && !flags.redirect) {
                // What looks like a scheme that isn't known must not become one later: it is a path.
                at.traceHere(3, "add root prefix: " + text + " -> /" + text);
                text = "/" + text;
            }
        }
        at.text(text);
        if (directory != null && flags.discardPathInfo) {
            at.discardPathInfo();
        }
        QueryPart.split(at, this);
        if (flags.proxy) {
            toProxy(at);
        } else if (flags.redirect) {
            at.text(qualified(at.request(), at.text()));
            at.traceHere(2, "explicitly forcing redirect with " + at.text());
            at.status(flags.status);
        } else {
            ownHost(at);
            if (Scheme.length(at.text()) > 0) {
                at.traceHere(2, "implicitly forcing redirect (rc=" + flags.status + " with " + at.text());
                at.status(flags.status);
            } else {
                force(at);
            }
        }
    }

    private static void toProxy(Rewriting at) {
        at.text(qualified(at.request(), at.text()));
        at.traceHere(2, "forcing proxy-throughput with " + at.text());
        at.forProxy();
    }

    /// A URL with scheme and host, this server's if it has none.
    private static String qualified(Request request, String text) {
        if (request.method().equals("CONNECT") || Scheme.length(text) > 0) {
            return text;
        }
        return ServerNames.url(request, text.startsWith("/") ? text : "/" + text);
    }

    /// A URL of this very host is a path of it.
    private static void ownHost(Rewriting at) {
        String path = OwnHost.path(at.request(), at.text());
        if (path != null) {
            at.trace(3, "reduce " + at.text() + " -> " + path);
            at.reducedTo(path);
        }
    }

    private void force(Rewriting at) {
        force(at, type, TYPE, "MIME-type");
        force(at, handler, HANDLER, "Content-handler");
    }

    private void force(Rewriting at, @Nullable Expansion wanted, String note, String what) {
        String value = wanted == null ? "" : Ascii.lower(wanted.of(at, escaping));
        if (!value.isEmpty()) {
            at.traceHere(2, "remember " + at.text() + " to have " + what + " '" + value + "'");
            at.request().notes().set(note, value);
        }
    }
}
