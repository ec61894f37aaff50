package muster.modules.metadata;

import java.io.IOException;
import java.util.Locale;
import muster.core.RemoteHost;
import muster.core.Request;
import muster.http.HeaderFields;
import muster.pattern.PatternException;
import muster.pattern.Regex;
import muster.pattern.RegexOptions;

/// What `SetEnvIf` looks at. A value that isn't there is the empty string, so that `^$` finds what is missing.
sealed interface Attribute {
    String of(Request request) throws IOException;

    /// A word of httpd's own, in any case.
    enum Word implements Attribute {
        REMOTE_ADDR,
        SERVER_ADDR,
        REQUEST_URI,
        REQUEST_METHOD,
        REQUEST_PROTOCOL;

        @Override
        public String of(Request request) {
            return switch (this) {
                case REMOTE_ADDR -> request.client().getHostAddress();
                case SERVER_ADDR -> request.connection().local().getAddress().getHostAddress();
                case REQUEST_URI -> request.path().text();
                case REQUEST_METHOD -> request.method();
                case REQUEST_PROTOCOL -> request.protocolText();
            };
        }
    }

    /// The client's name, where HostnameLookups asks for it; else its address.
    record ClientName() implements Attribute {
        @Override
        public String of(Request request) {
            return RemoteHost.nameOrAddress(request);
        }
    }

    /// A request header field; a variable that was set before, if there is no such field.
    record Field(String name) implements Attribute {
        @Override
        public String of(Request request) {
            String value = request.headers().joined(name);
            if (value == null) {
                value = request.environment().get(name);
            }
            return value == null ? "" : value;
        }
    }

    /// The first request header field whose name matches a pattern.
    record Fields(Regex name) implements Attribute {
        @Override
        public String of(Request request) {
            HeaderFields fields = request.headers();
            for (int i = 0; i < fields.size(); i++) {
                if (name.matches(fields.name(i))) {
                    return fields.value(i);
                }
            }
            return "";
        }
    }

    /// @throws PatternException if it is meant as a pattern and is none
    static Attribute named(String word) throws PatternException {
        String upper = word.toUpperCase(Locale.ROOT);
        for (Word known : Word.values()) {
            if (known.name().equals(upper)) {
                return known;
            }
        }
        if (upper.equals("REMOTE_HOST")) {
            return new ClientName();
        }
        return isFieldName(word)
                ? new Field(word)
                : new Fields(Regex.compile(word, RegexOptions.DEFAULT.ignoringCase()));
    }

    /// Letters, digits, `-` and `_` are a name; anything else makes it a pattern.
    private static boolean isFieldName(String word) {
        return word.chars()

                        .allMatch(c -> c == '-' || c == '_' || c < 128 && Character.isLetterOrDigit(c));
    }
}
