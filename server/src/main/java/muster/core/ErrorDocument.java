package muster.core;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import muster.expr.EvaluationException;
import muster.expr.Template;
import org.jspecify.annotations.Nullable;

/// What `ErrorDocument` answers a status with.
public sealed interface ErrorDocument {
    /// A page written out in the configuration.
    record Text(String text) implements ErrorDocument {}

    /// A local URL, with an internal redirect.
    record Local(String url) implements ErrorDocument {}

    /// A URL elsewhere, with a 302.
    record External(String url) implements ErrorDocument {}

    /// A text or URL with an expression in it.
    ///
    /// @param kind makes of the text what it is: [Text], [Local] or [External]
    record Computed(Template<Request> template, Function<String, ErrorDocument> kind) implements ErrorDocument {
        /// The document for one request; the built-in page if the expression has no value, or none that fits into a header.
        ErrorDocument of(Request request) {
            try {
                ErrorDocument made = kind.apply(template.text(request));
                return made instanceof External(String url) && url.chars().anyMatch(Character::isISOControl)
                        ? new BuiltIn()
                        : made;
            } catch (EvaluationException failed) {
                String why = "core: ErrorDocument: can't evaluate require expression: " + failed.getMessage();
                request.log().error("core", 2841, why);
                return new BuiltIn();
            }
        }
    }

    /// `default`: the built-in page, whatever an outer section says.
    record BuiltIn() implements ErrorDocument {}

    /// The documents of one section by status.
    record Table(Map<Integer, ErrorDocument> byStatus) {
        public static final Table UNSET = new Table(Map.of());

        public Table {
            byStatus = Map.copyOf(byStatus);
        }

        /// The document for a status, or null for the built-in page.
        public @Nullable ErrorDocument of(int status) {
            return byStatus.get(status) instanceof ErrorDocument found && !(found instanceof BuiltIn) ? found : null;
        }

        public Table with(int status, ErrorDocument document) {
            var changed = new TreeMap<>(byStatus);
            changed.put(status, document);
            return new Table(changed);
        }

        public static Table merge(Table outer, Table inner) {
            var merged = new TreeMap<>(outer.byStatus);
            merged.putAll(inner.byStatus);
            return new Table(merged);
        }
    }
}
