package muster.modules.proxy;

import java.nio.charset.StandardCharsets;

/// A decoded path as a backend's URL spells it (httpd's `ap_proxy_canonenc`).
public final class PathSpelling {
    private static final String KEPT = "~$-_.+!*'(),;:@&=/";
    private static final String HEX = "0123456789ABCDEF";

    private PathSpelling() {}

    public static String of(String decoded) {
        int escapes = 0;
        for (int i = 0; i < decoded.length(); i++) {
            escapes += isKept(decoded.charAt(i)) ? 0 : 1;
        }
        if (escapes == 0) {
            return decoded;
        }
        var spelled = new byte[decoded.length() + 2 * escapes];
        int end = 0;
        for (int i = 0; i < decoded.length(); i++) {
            char c = decoded.charAt(i);
            if (isKept(c)) {
                spelled[end++] = (byte) c;
            } else {
                spelled[end++] = '%';
                spelled[end++] = (byte) HEX.charAt(c >> 4 & 15);
                spelled[end++] = (byte) HEX.charAt(c & 15);
            }
        }
        return new String(spelled, StandardCharsets.ISO_8859_1);
    }

    private static boolean isKept(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || KEPT.indexOf(c) >= 0;
    }
}
