package muster.modules.mappers.rewrite;

import java.util.function.BooleanSupplier;
import muster.core.Request;
import muster.pattern.Match;
import org.jspecify.annotations.Nullable;

/// A request while rules change what it asks for: the text so far, what patterns have captured, what the response will depend on.
///
/// As in httpd there is one text for everything: at first the URL's path (for the rules of a host) or the file's (for those of a
/// section), later whatever a rule has made of it. Only [Outcome]s leave here, and those have types.
final class Rewriting {
    private final Request request;
    private final HostRules host;
    private final @Nullable DirectoryRules section;
    private final int traced;

    private String text;
    private @Nullable String query;
    private String pathInfo;
    /// What patterns are matched against; made of text and path info when it is needed.
    private @Nullable String uri;

    private @Nullable Match ruleMatch;
    private @Nullable Match conditionMatch;
    private boolean requestBringsQuery;
    private boolean reduced;
    private boolean forProxy;
    private int status = 200;
    private @Nullable Rule lastSubstitution;

    private @Nullable String dependsOnNow;
    private @Nullable String dependsOn;

    /// @param section whose rules are applied; null for those of the host
    /// @param text what the first rule sees
    Rewriting(Request request, HostRules host, @Nullable DirectoryRules section, String text) {
        this.request = request;
        this.host = host;
        this.section = section;
        this.text = text;
        this.query = request.query();
        this.pathInfo = section == null ? "" : request.pathInfo();
        this.traced = Trace.depth(request);
    }

    Request request() {
        return request;
    }

    /// The prefix that is stripped before patterns are applied; null for the rules of a host.
    @Nullable String directory() {
        return section == null ? null : section.directory();
    }

    /// What a relative result of a section's rules is relative to: RewriteBase, or the directory.
    String base() {
        String base = section == null ? null : section.base();
        return base != null ? base : String.valueOf(directory());
    }

    String text() {
        return text;
    }

    void text(String changed) {
        text = changed;
        uri = null;
    }

    @Nullable String query() {
        return query;
    }

    void query(@Nullable String changed) {
        query = changed;
    }

    String pathInfo() {
        return pathInfo;
    }

    void discardPathInfo() {
        pathInfo = "";
        uri = null;
    }

    /// Whether the text is a URL for the proxy that was decided on before these rules.
    boolean isProxied() {
        return section != null && request.proxyUrl() != null;
    }

    /// What patterns are matched against: the text with its path info, without the directory's prefix.
    String uri() {
        String known = uri;
        if (known == null) {
            known = stripped(pathInfo.isEmpty() ? text : text.concat(pathInfo));
            uri = known;
        }
        return known;
    }

    private String stripped(String whole) {
        String directory = directory();
        return directory != null && !isProxied() && whole.startsWith(directory)
                ? whole.substring(directory.length())
                : whole;
    }

    /// What httpd says while it makes the [#uri], once for each rule.
    void traceUri() {
        if (section == null) {
            return;
        }
        String whole = text.concat(pathInfo);
        if (!pathInfo.isEmpty()) {
            traceHere(3, "add path info postfix: " + text + " -> " + whole);
        }
        String left = stripped(whole);
        if (left.length() != whole.length() || whole.startsWith(section.directory()) && !isProxied()) {
            traceHere(3, "strip per-dir prefix: " + whole + " -> " + left);
        }
    }

    /// A rule's pattern has matched.
    /// @param match null for a rule that applies where its pattern doesn't match
    void ruleMatched(@Nullable Match match) {
        ruleMatch = match;
        conditionMatch = null;
        dependsOnNow = null;
    }

    void conditionMatched(@Nullable Match match) {
        conditionMatch = match;
    }

    String ruleGroup(int group) {
        Match match = ruleMatch;
        return match == null ? "" : match.text(group);
    }

    String conditionGroup(int group) {
        Match match = conditionMatch;
        return match == null ? "" : match.text(group);
    }

    boolean requestBringsQuery() {
        return requestBringsQuery;
    }

    void requestBringsQuery(boolean unsafe) {
        requestBringsQuery = unsafe;
    }

    /// Whether the text was a URL of this very host before: then it is certainly no file path.
    boolean reduced() {
        return reduced;
    }

    void reducedTo(String path) {
        text(path);
        reduced = !host.has(RewriteOptions.LEGACY_PREFIX_DOCROOT);
    }

    /// Whether a rule has said that the text is a URL to ask a backend for.
    boolean isForProxy() {
        return forProxy;
    }

    void forProxy() {
        forProxy = true;
    }

    boolean hostHas(int option) {
        return host.has(option);
    }

    int status() {
        return status;
    }

    void status(int code) {
        status = code;
    }

    /// The last rule that has changed the text.
    @Nullable Rule lastSubstitution() {
        return lastSubstitution;
    }

    void substitutedBy(Rule rule) {
        lastSubstitution = rule;
    }

    /// A condition has looked at a header field that the client sent.
    void dependsOn(String field) {
        String before = dependsOnNow;
        dependsOnNow = before == null ? field : before + ", " + field;
    }

    /// The condition that was just looked at decides nothing about the rule.
    void forgetDependence() {
        dependsOnNow = null;
    }

    /// The condition that was just looked at held.
    void keepDependence() {
        String now = dependsOnNow;
        if (now != null) {
            String before = dependsOn;
            dependsOn = before == null ? now : before + ", " + now;
            dependsOnNow = null;
        }
    }

    /// Before the next rule.
    void forgetRule() {
        dependsOn = null;
    }

    /// A rule has applied: caches must know which fields of the request made it.
    void tellDependence() {
        String fields = dependsOn;
        if (fields != null) {
            request.response().headers().merge("Vary", fields);
        }
    }

    @Nullable String lookUp(String map, String key) {
        RewriteMap found = host.maps().get(map);
        return found == null ? null : found.value(this, map, key);
    }

    /// `REQUEST_FILENAME`: what the rules so far have made of it, or where a looked-up request leads.
    String fileNameOf(Request asked) {
        if (asked == request) {
            return text;
        }
        return asked.fileName();
    }

    @Nullable String queryOf(Request asked) {
        return asked == request ? query : asked.query();
    }

    String pathInfoOf(Request asked) {
        return asked == request ? pathInfo : asked.pathInfo();
    }

    /// Lets an expression see the request as the rules have changed it so far.
    boolean seenBy(BooleanSupplier expression) {
        String before = request.query();
        request.query(query);
        request.showFileName(text);
        try {
            return expression.getAsBoolean();
        } finally {
            request.showFileName(null);
            request.query(before);
        }
    }

    boolean traces(int level) {
        return level <= traced;
    }

    /// Says something that httpd says with the directory's name.
    void traceHere(int level, String message) {
        if (level <= traced) {
            Trace.write(request, level, directory(), message);
        }
    }

    /// Says something about another request that belongs to this one.
    void traceOf(Request which, int level, String message) {
        if (level <= traced) {
            Trace.write(which, level, null, message);
        }
    }

    /// Says something that httpd says without it.
    void trace(int level, String message) {
        if (level <= traced) {
            Trace.write(request, level, null, message);
        }
    }
}
