package muster.modules.aaa.digest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an `Authorization: Digest` field says.
///
/// @param scheme as sent
/// @param status whether it can be used at all
/// @param parameters by name in lower case; of several of a name the last counts
record DigestFields(String scheme, Status status, Map<String, String> parameters) {
    enum Status {
        ABSENT,
        OTHER_SCHEME,
        /// Something that is needed is missing, or no nonce of ours.
        INCOMPLETE,
        COMPLETE
    }

    private static final String SCHEME = "Digest";

    /// @param field the field's value, or null
    static DigestFields of(@Nullable String field) {
        if (field == null) {
            return new DigestFields("", Status.ABSENT, Map.of());
        }
        var scanner = new Scanner(field);
        String scheme = scanner.scheme();
        if (!scheme.equalsIgnoreCase(SCHEME)) {
            return new DigestFields(scheme, Status.OTHER_SCHEME, Map.of());
        }
        Map<String, String> parameters = scanner.parameters();
        return new DigestFields(scheme, isComplete(parameters) ? Status.COMPLETE : Status.INCOMPLETE, parameters);
    }

    private static boolean isComplete(Map<String, String> parameters) {
        for (String needed : new String[] {"username", "realm", "nonce", "uri", "response"}) {
            if (!parameters.containsKey(needed)) {
                return false;
            }
        }
        if (!Nonces.hasForm(parameters.getOrDefault("nonce", ""))) {
            return false;
        }
        return !parameters.containsKey("qop") || parameters.containsKey("cnonce") && parameters.containsKey("nc");
    }

    private String needed(String name) {
        return parameters.getOrDefault(name, "");
    }

    String user() {
        return needed("username");
    }

    String realm() {
        return needed("realm");
    }

    String nonce() {
        return needed("nonce");
    }

    String uri() {
        return needed("uri");
    }

    String response() {
        return needed("response");
    }

    @Nullable String algorithm() {
        return parameters.get("algorithm");
    }

    @Nullable String opaque() {
        return parameters.get("opaque");
    }

    @Nullable String qop() {
        return parameters.get("qop");
    }

    @Nullable String nonceCount() {
        return parameters.get("nc");
    }

    @Nullable String clientNonce() {
        return parameters.get("cnonce");
    }

    /// The client's number as it sent it back in `opaque`; 0 if that is none.
    long client() {
        String text = opaque();
        try {
            return text == null ? 0 : Long.parseUnsignedLong(text.strip(), 16);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /// Goes along the field once; as lenient as httpd.
    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        String scheme() {
            int start = at;
            while (more() && !isSpace()) {
                at++;
            }
            return text.substring(start, at);
        }

        Map<String, String> parameters() {
            var all = new HashMap<String, String>();
            String value = "";
            while (more()) {
                skipSpace();
                int start = at;
                while (more() && !isSpace() && text.charAt(at) != '=' && text.charAt(at) != ',') {
                    at++;
                }
                String name = text.substring(start, at).toLowerCase(Locale.ROOT);
                skipSpace();
                if (more() && text.charAt(at) == '=') {
                    at++;
                    skipSpace();
                    value = more() && text.charAt(at) == '"' ? quoted() : token();
                }
                int comma = text.indexOf(',', at);
                at = comma < 0 ? text.length() : comma + 1;
                all.put(name, value);
            }
            return all;
        }

        private String quoted() {
            var value = new StringBuilder();
            at++;
            while (more() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            at = Math.min(at + 1, text.length());
            return value.toString();
        }

        private String token() {
            int start = at;
            while (more() && !isSpace() && text.charAt(at) != ',') {
                at++;
            }
            return text.substring(start, at);
        }

        private void skipSpace() {
            while (more() && isSpace()) {
                at++;
            }
        }

        private boolean more() {
            return at < text.length();
        }

        private boolean isSpace() {
            char c = text.charAt(at);
            return c == ' ' || c >= '\t' && c <= '\r';
        }
    }
}
