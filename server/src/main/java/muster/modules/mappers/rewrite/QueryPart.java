package muster.modules.mappers.rewrite;

import org.jspecify.annotations.Nullable;

/// Takes the query off a rule's result and makes it the request's.
final class QueryPart {
    private QueryPart() {}

    static void split(Rewriting at, Rule rule) {
        if (!rule.splitsQuery()) {
            at.trace(2, "discarding query string, no parse from substitution");
            at.query(null);
            return;
        }
        String text = at.text();
        int scheme = Scheme.length(text);
        if (scheme > 0 && !Scheme.takesQuery(text)) {
            at.query(null);
            return;
        }
        if (rule.flags().queryDiscard) {
            at.query(null);
            at.trace(2, "discarding query string");
        }
        int mark = rule.queryAtLast() ? text.lastIndexOf('?') : text.indexOf('?', scheme);
        if (mark < scheme) {
            return;
        }
        String own = text.substring(mark + 1);
        at.text(text.substring(0, mark));
        at.query(joined(at.query(), own, rule.flags().queryAppend));
        if (at.traces(3)) {
            String query = at.query();
            at.trace(3, "split uri=" + text + " -> uri=" + at.text() + ", args=" + (query == null ? "<none>" : query));
        }
    }

    private static @Nullable String joined(@Nullable String before, String own, boolean append) {
        String query = own;
        if (append) {
            query = own.isEmpty() ? before : own + "&" + (before == null ? "" : before);
        }
        if (query == null || query.isEmpty()) {
            return null;
        }
        return query.endsWith("&") ? query.substring(0, query.length() - 1) : query;
    }
}
