package muster.modules.aaa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigSlot;
import muster.core.HostNames;
import muster.core.Request;

/// `Order`, `Allow` and `Deny` of one section. They don't merge: an inner section that says any of it says all of it.
record OriginRules(Order order, List<Origin> allowed, List<Origin> denied) {
    enum Order {
        /// Deny, then allow; what neither names is allowed. The default.
        DENY_ALLOW,
        /// Allow, then deny; what neither names is denied.
        ALLOW_DENY,
        /// Allowed and not denied.
        MUTUAL_FAILURE
    }

    static final OriginRules UNSET = new OriginRules(Order.DENY_ALLOW, List.of(), List.of());

    static final ConfigSlot<OriginRules> SLOT = ConfigSlot.directory(
            "Order", UNSET, (outer, inner) -> inner == UNSET ? outer : inner); // `Order deny,allow` alone equals UNSET, too

    OriginRules {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    OriginRules ordered(Order how) {
        return new OriginRules(how, allowed, denied);
    }

    OriginRules allowing(Origin origin) {
        return new OriginRules(order, with(allowed, origin), denied);
    }

    OriginRules denying(Origin origin) {
        return new OriginRules(order, allowed, with(denied, origin));
    }

    private static List<Origin> with(List<Origin> list, Origin one) {
        var longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }

    boolean permit(Request request, HostNames names) throws IOException {
        return switch (order) {
            case ALLOW_DENY, MUTUAL_FAILURE -> covers(allowed, request, names) && !covers(denied, request, names);
            case DENY_ALLOW -> !covers(denied, request, names) || covers(allowed, request, names);
        };
    }

    private static boolean covers(List<Origin> list, Request request, HostNames names) throws IOException {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).covers(request, names)) {
                return true;
            }
        }
        return false;
    }
}
