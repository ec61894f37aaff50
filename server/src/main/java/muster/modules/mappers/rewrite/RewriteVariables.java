package muster.modules.mappers.rewrite;

import java.net.Inet6Address;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestFunction;
import muster.core.RequestVocabulary;
import muster.core.ServerNames;
import muster.core.ServerSettings;
import muster.expr.Evaluation;
import muster.expr.EvaluationException;
import muster.expr.ExpressionException;
import muster.expr.Rights;
import muster.expr.Template;
import muster.io.Addresses;
import org.jspecify.annotations.Nullable;

/// The variables of rules and conditions. They are older than those of expressions and not quite the same: names that aren't known are
/// empty, what rules have changed so far is seen, and a header field makes the response vary only if its condition held.
final class RewriteVariables {
    private static final int SHORTEST = 4;

    private static final Map<String, RewriteVariable> OF_REQUESTS = new HashMap<>();

    static {
        put("REQUEST_FILENAME", Rewriting::fileNameOf);
        put("SCRIPT_FILENAME", Rewriting::fileNameOf);
        put("QUERY_STRING", Rewriting::queryOf);
        put("PATH_INFO", Rewriting::pathInfoOf);
        put("REQUEST_URI", (_, request) -> request.path().text());
        put("REQUEST_METHOD", (_, request) -> request.method());
        put("REQUEST_SCHEME", (_, request) -> ServerNames.scheme(request));
        put("THE_REQUEST", (_, request) -> request.requestLine());
        put("SERVER_PROTOCOL", (_, request) -> request.protocolText());
        put("IS_SUBREQ", (_, request) -> request.main() == null ? "false" : "true");
        put("REMOTE_USER", (_, request) -> request.user());
        put("AUTH_TYPE", (_, request) -> request.authType());
        put("DOCUMENT_ROOT", (_, request) -> documentRoot(request));
        put("CONTEXT_PREFIX", (_, request) -> request.contextPrefix());
        put("CONTEXT_DOCUMENT_ROOT", (_, request) -> request.contextRoot());
        put("SERVER_NAME", (_, request) -> ServerNames.nameForUrl(request));
        put("SERVER_PORT", (_, request) -> Integer.toString(ServerNames.port(request)));
        put("SERVER_ADDR", (_, request) -> Addresses.text(request.connection().local().getAddress()));
        put("SERVER_ADMIN", (_, request) -> request.host().settings().get(ServerSettings.SERVER_ADMIN));
        put("SERVER_SOFTWARE", (_, request) -> request.server().banner());
        put("REMOTE_ADDR", (_, request) -> Addresses.text(request.client()));
        put("REMOTE_PORT", (_, request) -> Integer.toString(
                request.connection().transport().remote().getPort()));
        put("CONN_REMOTE_ADDR", (_, request) -> request.connection().clientAddress());
        put("HTTPS", (_, request) -> request.connection().transport().secure() ? "on" : "off");
        put("API_VERSION", (_, _) -> "20120211:142");
        put("IPV6", RewriteVariables::ipv6);
        put("HTTP_HOST", header("Host"));
        put("HTTP_ACCEPT", header("Accept"));
        put("HTTP_COOKIE", header("Cookie"));
        put("HTTP_REFERER", header("Referer"));
        put("HTTP_FORWARDED", header("Forwarded"));
        put("HTTP_USER_AGENT", header("User-Agent"));
        put("HTTP_PROXY_CONNECTION", header("Proxy-Connection"));
    }

    /// Those that mean the same in expressions.
    private static final String AS_IN_EXPRESSIONS =
            " TIME_YEAR TIME_MON TIME_DAY TIME_HOUR TIME_MIN TIME_SEC TIME_WDAY REMOTE_HOST REMOTE_IDENT ";

    private final Registry registry;

    RewriteVariables(Registry registry) {
        this.registry = registry;
    }

    private static void put(String name, RewriteVariable variable) {
        OF_REQUESTS.put(name, variable);
    }

    /// @param name what stands between the braces
    RewriteVariable named(String name) {
        if (name.length() < SHORTEST) {
            return RewriteVariable.EMPTY;
        }
        int colon = name.indexOf(':');
        if (colon == 3 || colon == 4) {
            String of = name.substring(colon + 1);
            return of.isEmpty() ? RewriteVariable.EMPTY : prefixed(name.substring(0, colon), of);
        }
        String upper = name.toUpperCase(Locale.ROOT);
        RewriteVariable known = OF_REQUESTS.get(upper);
        if (known != null) {
            return known;
        }
        return switch (upper) {
            case "SCRIPT_USER", "SCRIPT_GROUP" -> owner(upper);
            case "TIME" -> time(template("TIME"));
            default -> AS_IN_EXPRESSIONS.contains(" " + upper + " ") ? template(upper) : RewriteVariable.EMPTY;
        };
    }

    private RewriteVariable prefixed(String prefix, String of) {
        return switch (prefix.toUpperCase(Locale.ROOT)) {
            case "ENV" -> (_, request) -> environment(request, of);
            case "HTTP" -> header(of);
            case "SSL" -> tls(of);
            case "LA-U" -> new LookAhead(false, of, named(of));
            case "LA-F" -> new LookAhead(true, of, named(of));
            default -> RewriteVariable.EMPTY;
        };
    }

    private static RewriteVariable header(String name) {
        return (at, request) -> {
            String value = request.headers().joined(name);
            if (value != null && !name.equalsIgnoreCase("Host")) {
                at.dependsOn(name);
            }
            return value;
        };
    }

    private static @Nullable String environment(Request request, String name) {
        String note = request.notes().get(name);
        if (note != null) {
            return note;
        }
        String variable = request.environment().get(name);
        return variable != null ? variable : System.getenv(name);
    }

    private RewriteVariable tls(String name) {
        RequestFunction function = registry.provider(RequestFunction.class, "ssl");
        return function == null
                ? RewriteVariable.EMPTY
                : (_, request) -> function.apply(new Evaluation<>(request, false), name);
    }

    private RewriteVariable template(String name) {
        try {
            var template = Template.compile("%{" + name + "}", RequestVocabulary.of(registry), Rights.FULL);
            return (_, request) -> text(template, request);
        } catch (ExpressionException unknown) {
            throw new IllegalStateException("no variable " + name, unknown);
        }
    }

    private static @Nullable String text(Template<Request> template, Request request) {
        try {
            return template.text(new Evaluation<>(request, false));
        } catch (EvaluationException without) {
            return null;
        }
    }

    private RewriteVariable owner(String name) {
        RewriteVariable found = template(name);
        return (at, request) -> {
            String value = found.of(at, request);
            return value == null || value.isEmpty() ? "<unknown>" : value;
        };
    }

    private static RewriteVariable time(RewriteVariable found) {
        return (at, request) -> {
            String value = found.of(at, request);
            at.traceHere(1, "RESULT='" + value + "'");
            return value;
        };
    }

    private static String ipv6(Rewriting at, Request request) {
        String value = request.client() instanceof Inet6Address ? "on" : "off";
        at.traceHere(1, "IPV6='" + value + "'");
        return value;
    }

    private static String documentRoot(Request request) {
        return request.documentRoot();
    }
}
