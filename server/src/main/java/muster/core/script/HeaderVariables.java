package muster.core.script;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which variable tells a program of a header field: `HTTP_USER_AGENT` for `User-Agent`.
final class HeaderVariables {
    private static final Map<String, String> COMMON = common(
            "Host", "User-Agent", "Accept", "Accept-Encoding", "Accept-Language", "Cookie", "Referer", "Connection",
            "Cache-Control", "Origin", "X-Requested-With", "If-None-Match", "If-Modified-Since", "X-Forwarded-For");

    private HeaderVariables() {}

    /// Null for a field that programs don't see: one whose name other fields could be mistaken for (`X_A` for `X-A`), and
    /// `Proxy`, whose variable many programs take for the proxy they are to use (CVE-2016-5387).
    static @Nullable String name(String field) {
        String known = COMMON.get(field);
        return known != null ? known : made(field);
    }

    private static @Nullable String made(String field) {
        if (field.equalsIgnoreCase("Content-Type")) {
            return "CONTENT_TYPE";
        }
        if (field.equalsIgnoreCase("Content-Length")) {
            return "CONTENT_LENGTH";
        }
        if (field.equalsIgnoreCase("Proxy")) {
            return null;
        }
        var variable = new StringBuilder(field.length() + 5).append("HTTP_");
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c >= 'a' && c <= 'z') {
                variable.append((char) (c - 'a' + 'A'));
            } else if (c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
                variable.append(c);
            } else if (c == '-') {
                variable.append('_');
            } else {
                return null;
            }
        }
        return variable.toString();
    }

    /// Whether a variable holds a password, which only CGIPassAuth hands on: variables are seen by more than the program.
    static boolean isSecret(String variable) {
        return variable.equals("HTTP_AUTHORIZATION") || variable.equals("HTTP_PROXY_AUTHORIZATION");
    }

    /// As they are written in HTTP/1.1, and in HTTP/2.
    private static Map<String, String> common(String... fields) {
        var names = new HashMap<String, String>();
        for (String field : fields) {
            String variable = made(field);
            if (variable != null) {
                names.put(field, variable);
                names.put(field.toLowerCase(Locale.ROOT), variable);
            }
        }
        return Map.copyOf(names);
    }
}
