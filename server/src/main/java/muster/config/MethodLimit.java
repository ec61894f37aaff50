package muster.config;

import java.util.Set;

/// What `<Limit>` or `<LimitExcept>` restricts a directive to. Methods are compared in exactly their case, as in httpd; GET stands
/// for HEAD too.
///
/// @param methods those named
/// @param except whether it is for all others
public record MethodLimit(Set<String> methods, boolean except) {
    /// All methods: outside any such section.
    public static final MethodLimit NONE = new MethodLimit(Set.of(), true);

    public MethodLimit {
        methods = Set.copyOf(methods);
    }

    /// Whether a directive holds for a method.
    public boolean covers(String method) {
        return methods.contains(method.equals("HEAD") ? "GET" : method) != except;
    }

    public boolean isAll() {
        return except && methods.isEmpty();
    }
}
