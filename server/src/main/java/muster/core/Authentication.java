package muster.core;

import muster.config.ConfigSlot;
import muster.expr.EvaluationException;
import org.jspecify.annotations.Nullable;

/// How somebody is asked who he is: what `AuthType` and `AuthName` say of a request (httpd's `ap_auth_type` and `ap_auth_name`).
public final class Authentication {
    /// `AuthType`.
    public static final ConfigSlot<RequestText> TYPE = ConfigSlot.directoryValue("AuthType", RequestText.UNSET);

    /// `AuthName`.
    public static final ConfigSlot<RequestText> NAME = ConfigSlot.directoryValue("AuthName", RequestText.UNSET);

    private static final String MODULE = "authn_core";

    private Authentication() {}

    /// `Basic`, `Digest`, `Form`; null if nobody is asked.
    public static @Nullable String type(Request request) {
        String type = text(request, TYPE, 2834);
        return type == null || type.equalsIgnoreCase("None") ? null : type;
    }

    /// What users log in to; null if that isn't said.
    public static @Nullable String name(Request request) {
        return text(request, NAME, 2835);
    }

    /// As [#name], fit to stand in double quotes.
    public static @Nullable String realm(Request request) {
        String name = name(request);
        return name == null ? null : escapeQuotes(name);
    }

    private static @Nullable String text(Request request, ConfigSlot<RequestText> slot, int number) {
        RequestText text = request.get(slot);
        if (text == RequestText.UNSET) {
            return null;
        }
        try {
            return text.text(request);
        } catch (EvaluationException failed) {
            request.log()
                    .error(MODULE, number, slot + " expression could not be evaluated: " + failed.getMessage());
            return null;
        }
    }

    /// Puts a backslash before every double quote that has none.
    public static String escapeQuotes(String text) {
        if (text.indexOf('"') < 0) {
            return text;
        }
        var escaped = new StringBuilder(text.length() + 4);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                escaped.append('\\');
            }
            escaped.append(c);
            if (c == '\\' && i + 1 < text.length()) {
                escaped.append(text.charAt(++i));
            }
        }
        return escaped.toString();
    }
}
