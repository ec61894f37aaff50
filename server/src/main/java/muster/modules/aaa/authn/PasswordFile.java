package muster.modules.aaa.authn;

import java.util.HashMap;
import java.util.Map;
import muster.modules.aaa.ParsedFiles;
import org.jspecify.annotations.Nullable;

/// What `htpasswd` and `htdigest` write: `user:hash`, `user:realm:hash`. Of several lines for a user the first counts.
///
/// @param hashes user to what follows
/// @param realms `user:realm` to what follows
record PasswordFile(Map<String, String> hashes, Map<String, String> realms) {
    static PasswordFile parse(String text) {
        var hashes = new HashMap<String, String>();
        var realms = new HashMap<String, String>();
        for (String line : ParsedFiles.lines(text)) {
            var fields = new Fields(line);
            String user = fields.next();
            String second = fields.next();
            hashes.putIfAbsent(user, second);
            boolean hash = second.startsWith("$") || second.startsWith("{");
            if (fields.more() || !hash) {
                realms.putIfAbsent(user + ":" + second, fields.next());
            }
        }
        return new PasswordFile(hashes, realms);
    }

    @Nullable String hash(String user) {
        return hashes.get(user);
    }

    @Nullable String hash(String user, String realm) {
        return realms.get(user + ":" + realm);
    }

    /// Cuts a line at colons; several together count as one, as in httpd.
    static final class Fields {
        private final String line;
        private int at;

        Fields(String line) {
            this.line = line;
        }

        boolean more() {
            return at < line.length();
        }

        String next() {
            int colon = line.indexOf(':', at);
            int end = colon < 0 ? line.length() : colon;
            String field = line.substring(at, end);
            at = end;
            while (at < line.length() && line.charAt(at) == ':') {
                at++;
            }
            return field;
        }
    }
}
