package muster.modules.aaa.authn;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What an `Authorization: Basic` field says (RFC 7617).
record BasicCredentials(String user, String password) {
    private static final String SCHEME = "Basic";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// @return null if the field is of another scheme
    static @Nullable BasicCredentials of(String field) {
        int blank = field.indexOf(' ');
        String scheme = blank < 0 ? field : field.substring(0, blank);
        if (!scheme.equalsIgnoreCase(SCHEME)) {
            return null;
        }
        String text = decoded(blank < 0 ? "" : field.substring(blank).strip());
        int end = text.indexOf('\0'); // no user's name goes on after that
        String said = end < 0 ? text : text.substring(0, end);
        int colon = said.indexOf(':');
        return colon < 0
                ? new BasicCredentials(said, "")
                : new BasicCredentials(said.substring(0, colon), said.substring(colon + 1));
    }

    /// Whatever can be read before the first letter that isn't of Base64, as httpd does.
    private static String decoded(String text) {
        var bytes = new StringBuilder(text.length());
        int bits = 0;
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = LETTERS.indexOf(text.charAt(i));
            if (value < 0) {
                break;
            }
            bits = bits << 6 | value;
            count += 6;
            if (count >= 8) {
                count -= 8;
                bytes.append((char) (bits >> count & 0xFF));
            }
        }
        return bytes.toString();
    }

    /// The field's value.
    String field() {
        byte[] bytes = (user + ":" + password).getBytes(StandardCharsets.ISO_8859_1);
        return SCHEME + " " + Base64.getEncoder().encodeToString(bytes);
    }
}
