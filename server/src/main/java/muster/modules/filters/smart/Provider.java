package muster.modules.filters.smart;

import java.util.List;
import muster.core.NamedFilter;
import muster.core.Request;
import muster.expr.Condition;
import muster.expr.EvaluationException;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// One filter that a smart filter may turn out to be, and when.
///
/// @param condition of FilterProvider; null for AddOutputFilterByType
/// @param types of AddOutputFilterByType: media types without parameters
record Provider(
        NamedFilter filter, @Nullable Condition<Request> condition, List<String> types, ProtocolRules rules) {
    Provider with(ProtocolRules said) {
        return new Provider(filter, condition, types, said);
    }

    /// Whether this response is for it.
    boolean matches(Request request) {
        Condition<Request> when = condition;
        boolean holds = when == null ? typeMatches(request) : conditionHolds(when, request);
        if (request.log().on(LogLevel.TRACE2, FilterModule.NAME)) {
            String what = when != null ? "Expression condition for '" : "Content-Type condition for '";
            String none = when == null && request.response().contentType() == null ? ": no Content-Type" : "";
            log(request, what + filter.name() + (holds ? "' matched" : "' did not match" + none));
        }
        return holds;
    }

    private static void log(Request request, String message) {
        request.log().write(LogLevel.TRACE2, FilterModule.NAME, 0, message);
    }

    private static boolean conditionHolds(Condition<Request> condition, Request request) {
        try {
            return condition.test(request);
        } catch (EvaluationException unknown) {
            request.log()
                    .error(
                            FilterModule.NAME,
                            1379,
                            "Error evaluating filter dispatch condition: " + unknown.getMessage());
            return false;
        }
    }

    private boolean typeMatches(Request request) {
        String type = request.response().contentType();
        if (type == null) {
            return false;
        }
        int length = 0;
        while (length < type.length() && "; \t".indexOf(type.charAt(length)) < 0) {
            length++;
        }
        for (int i = 0; i < types.size(); i++) {
            String wanted = types.get(i);
            if (wanted.length() == length && type.startsWith(wanted)) {
                return true;
            }
        }
        return false;
    }
}
