package muster.modules.proxy.fcgi;

import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigSlot;
import muster.core.Environment;
import muster.core.Request;
import muster.expr.Condition;
import muster.expr.Evaluation;
import muster.expr.Template;
import org.jspecify.annotations.Nullable;

/// ProxyFCGIBackendType and ProxyFCGISetEnvIf.
///
/// @param generic whether the backend isn't php-fpm; null where nothing is said
/// @param changes to the variables, in their order
record ProxyFcgiSettings(@Nullable Boolean generic, List<Change> changes) {
    static final ProxyFcgiSettings UNSET = new ProxyFcgiSettings(null, List.of());

    static final ConfigSlot<ProxyFcgiSettings> SLOT =
            ConfigSlot.directory("mod_proxy_fcgi", UNSET, ProxyFcgiSettings::merge);

    /// @param value null to take the variable away
    record Change(Condition<Request> condition, String variable, @Nullable Template<Request> value) {
        void applyTo(Request request) {
            var evaluation = new Evaluation<>(request);
            if (!condition.test(evaluation)) {
                return;
            }
            Environment environment = request.environment();
            if (value == null) {
                environment.unset(variable);
            } else {
                environment.set(variable, value.text(evaluation));
            }
        }
    }

    ProxyFcgiSettings with(boolean isGeneric) {
        return new ProxyFcgiSettings(isGeneric, changes);
    }

    ProxyFcgiSettings plus(Change change) {
        var more = new ArrayList<>(changes);
        more.add(change);
        return new ProxyFcgiSettings(generic, List.copyOf(more));
    }

    boolean isGeneric() {
        return generic != null && generic;
    }

    private static ProxyFcgiSettings merge(ProxyFcgiSettings outer, ProxyFcgiSettings inner) {
        var all = new ArrayList<>(outer.changes);
        all.addAll(inner.changes);
        return new ProxyFcgiSettings(inner.generic != null ? inner.generic : outer.generic, List.copyOf(all));
    }
}
