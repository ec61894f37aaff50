package muster.modules.aaa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigSlot;
import muster.config.MethodLimit;
import muster.core.Request;

/// `Order`, `Allow` and `Deny` of one section, each for the methods of the `<Limit>` it stands in. They don't merge: an inner section that says any of it says all of it.
record OriginRules(List<LimitedOrder> orders, List<LimitedOrigin> allowed, List<LimitedOrigin> denied) {
    enum Order {
        /// Deny, then allow; what neither names is allowed. The default.
        DENY_ALLOW,
        /// Allow, then deny; what neither names is denied.
        ALLOW_DENY,
        /// Allowed and not denied.
        MUTUAL_FAILURE
    }

    record LimitedOrder(MethodLimit limit, Order order) {}

    record LimitedOrigin(MethodLimit limit, Origin origin) {}

    static final OriginRules UNSET = new OriginRules(List.of(), List.of(), List.of());

    static final ConfigSlot<OriginRules> SLOT = ConfigSlot.directory("Order", UNSET, (outer, inner) -> inner);

    OriginRules {
        orders = List.copyOf(orders);
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    OriginRules ordered(Order how, MethodLimit limit) {
        return new OriginRules(with(orders, new LimitedOrder(limit, how)), allowed, denied);
    }

    OriginRules allowing(Origin origin, MethodLimit limit) {
        return new OriginRules(orders, with(allowed, new LimitedOrigin(limit, origin)), denied);
    }

    OriginRules denying(Origin origin, MethodLimit limit) {
        return new OriginRules(orders, allowed, with(denied, new LimitedOrigin(limit, origin)));
    }

    private static <T> List<T> with(List<T> list, T one) {
        var longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }

    /// The order that was said last for a method.
    private Order order(String method) {
        for (int i = orders.size() - 1; i >= 0; i--) {
            if (orders.get(i).limit().covers(method)) {
                return orders.get(i).order();
            }
        }
        return Order.DENY_ALLOW;
    }

    boolean permit(Request request) throws IOException {
        return switch (order(request.method())) {
            case ALLOW_DENY, MUTUAL_FAILURE -> covers(allowed, request) && !covers(denied, request);
            case DENY_ALLOW -> !covers(denied, request) || covers(allowed, request);
        };
    }

    private static boolean covers(List<LimitedOrigin> list, Request request) throws IOException {
        for (int i = 0; i < list.size(); i++) {
            LimitedOrigin one = list.get(i);
            if (one.limit().covers(request.method()) && one.origin().covers(request)) {
                return true;
            }
        }
        return false;
    }
}
