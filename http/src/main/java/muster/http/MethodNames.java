package muster.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names of request methods; they are case-sensitive (RFC 9110 §9.1).
public final class MethodNames {
    /// The methods httpd has a number for, in its order; `HEAD` counts as `GET` there. What is not among them gets 501, unless
    /// a handler takes it.
    public static final List<String> REGISTERED = List.of(
            "GET", "HEAD", "PUT", "POST", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "PROPPATCH", "MKCOL", "COPY",
            "MOVE", "LOCK", "UNLOCK", "VERSION-CONTROL", "CHECKOUT", "UNCHECKOUT", "CHECKIN", "UPDATE", "LABEL", "REPORT",
            "MKWORKSPACE", "MKACTIVITY", "BASELINE-CONTROL", "MERGE");

    private static final byte[][] BYTES = new byte[REGISTERED.size()][];

    static {
        for (int i = 0; i < BYTES.length; i++) {
            BYTES[i] = REGISTERED.get(i).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private MethodNames() {}

    public static boolean isRegistered(String method) {
        return REGISTERED.contains(method);
    }

    /// The method that these bytes name: always the same String for a registered one.
    public static String of(byte[] bytes, int from, int to) {
        if (to - from == 3 && bytes[from] == 'G' && bytes[from + 1] == 'E' && bytes[from + 2] == 'T') {
            return "GET";
        }
        String registered = registered(bytes, from, to);
        return registered == null ? new String(bytes, from, to - from, StandardCharsets.ISO_8859_1) : registered;
    }

    private static @Nullable String registered(byte[] bytes, int from, int to) {
        for (int i = 0; i < BYTES.length; i++) {
            byte[] name = BYTES[i];
            if (name.length == to - from && name[0] == bytes[from] && matches(bytes, from, name)) {
                return REGISTERED.get(i);
            }
        }
        return null;
    }

    private static boolean matches(byte[] bytes, int from, byte[] name) {
        for (int i = 1; i < name.length; i++) {
            if (bytes[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }
}
