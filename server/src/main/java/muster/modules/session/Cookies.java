package muster.modules.session;

import muster.core.Request;
import muster.http.HeaderFields;
import org.jspecify.annotations.Nullable;

/// Cookies as httpd's modules read and write them (`ap_cookie_read`, `ap_cookie_write`).
final class Cookies {
    private static final String MODULE = "core";
    private static final String USUAL_ATTRIBUTES = "HttpOnly;Secure;Version=1";

    private Cookies() {}

    /// A cookie's value; null if there is none, or several that differ.
    /// @param remove takes it out of the request's fields
    static @Nullable String read(Request request, String name, boolean remove) {
        var found = new Found(name + "=");
        var left = new HeaderFields();
        HeaderFields fields = request.headers();
        for (String field : new String[] {"Cookie", "Cookie2"}) {
            for (int at = fields.indexOf(field, 0); at >= 0; at = fields.indexOf(field, at + 1)) {
                String rest = found.without(fields.value(at));
                if (!rest.isEmpty()) {
                    left.add(fields.name(at), rest);
                }
            }
        }
        if (found.differ) {
            request.log()
                    .error(
                            MODULE,
                            11,
                            "ap_cookie: client submitted cookie '" + name + "' more than once: " + request.path());
            return null;
        }
        if (remove) {
            fields.remove("Cookie");
            fields.remove("Cookie2");
            fields.addAll(left);
        }
        return found.value;
    }

    private static final class Found {
        private final String start;
        private @Nullable String value;
        private boolean differ;
        /// The cookie was just before: what begins with `$` belongs to it.
        private boolean own;

        Found(String start) {
            this.start = start;
        }

        /// Looks for the cookie in a field's value, and returns the value without it.
        String without(String field) {
            var rest = new StringBuilder();
            boolean others = false;
            String separator = "";
            for (String list : field.split(",")) {
                for (String one : list.split(";")) {
                    String plain = one.stripLeading();
                    if (plain.startsWith(start)) {
                        String text = plain.substring(start.length());
                        differ |= value != null && !value.equals(text);
                        value = text;
                        own = true;
                    } else if (!plain.isEmpty()) {
                        boolean attribute = plain.startsWith("$");
                        others |= !attribute;
                        own &= attribute;
                        if (!own) {
                            rest.append(separator).append(one);
                        }
                    }
                    separator = ";";
                }
                separator = ",";
            }
            return others ? rest.toString() : "";
        }
    }

    /// Sets a cookie.
    /// @param maxAge in seconds; 0 for as long as the browser runs
    static void write(Request request, String field, String name, String value, @Nullable String attributes, long maxAge) {
        String age = maxAge == 0 ? "" : "Max-Age=" + maxAge + ";";
        String cookie = name + "=" + value + ";" + age + (attributes == null ? USUAL_ATTRIBUTES : attributes);
        tell(request, field, cookie);
    }

    /// Tells the browser to forget a cookie.
    static void remove(Request request, String field, String name, @Nullable String attributes) {
        tell(request, field, name + "=;Max-Age=0;" + (attributes == null ? "" : attributes));
    }

    private static void tell(Request request, String field, String cookie) {
        boolean second = field.equals("Set-Cookie2");
        boolean removed = cookie.contains("=;Max-Age=0;");
        String what = removed ? "removed cookie" : "set cookie";
        int number = second ? (removed ? 10 : 8) : removed ? 9 : 7;
        request.log()
                .debug(
                        MODULE,
                        number,
                        "ap_cookie: user '" + (request.user() == null ? "(null)" : request.user()) + "' " + what
                                + (second ? "2" : "") + ": '" + cookie + "'");
        request.response().errorHeaders().add(field, cookie);
    }
}
