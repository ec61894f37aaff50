package muster.modules.http;

import muster.core.Response;
import muster.http.TokenList;
import org.jspecify.annotations.Nullable;

/// The text of a media type with parameters, as AddType may give it, and what AddCharset makes of it.
final class TypeText {
    private TypeText() {}

    /// Lets the charset of an extension take the place of one in the type. A response without a type has no charset either.
    static void putCharset(Response response) {
        String type = response.contentType();
        if (type == null) {
            response.charset(null);
        } else if (type.indexOf(';') >= 0) {
            response.contentType(with(type, response.charset()));
            response.charset(null);
        } else if (type.indexOf('/') < 0) {
            response.charset(null); // no media type: it stays as it is
        }
    }

    /// @param charset null to keep what the type says
    static String with(String type, @Nullable String charset) {
        int end = TokenList.find(type, 0, type.length(), ';');
        var text = new StringBuilder(type.substring(0, end).strip());
        boolean said = charset == null;
        while (end < type.length()) {
            int from = end + 1;
            end = TokenList.find(type, from, type.length(), ';');
            String parameter = type.substring(from, end).strip();
            int equals = parameter.indexOf('=');
            boolean half = equals < 0 && !parameter.isEmpty() && end == type.length();
            if (half) {
                break; // a name alone at the end is left out
            }
            if (equals <= 0 || equals == parameter.length() - 1) {
                return type; // not to be understood: it stays as it is
            }
            String name = parameter.substring(0, equals).strip();
            if (charset == null || !name.equals("charset")) {
                text.append("; ").append(name).append('=').append(parameter.substring(equals + 1).strip());
            } else if (!said) {
                said = true;
                text.append("; charset=").append(charset);
            }
        }
        return said ? text.toString() : text.append("; charset=").append(charset).toString();
    }
}
