package muster.modules.aaa.form;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import muster.core.Request;
import muster.core.RequestBody;
import muster.http.HttpException;
import muster.modules.aaa.form.FormSettings.Field;
import org.jspecify.annotations.Nullable;

/// A form that a browser has sent. Of several values of a name the first counts.
record LoginForm(Map<String, String> values) {
    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final int TOO_LARGE = 413;

    /// Reads a request's content to its end. What is no form says nothing.
    static LoginForm read(Request request, long most) throws HttpException, IOException {
        RequestBody body = request.body();
        String type = request.headers().get("Content-Type");
        if (!body.present() || type == null || !type.regionMatches(true, 0, TYPE, 0, TYPE.length())) {
            return new LoginForm(Map.of());
        }
        if (body.length() > most) {
            throw new HttpException(TOO_LARGE, "");
        }
        var bytes = new ByteArrayOutputStream();
        var piece = new byte[4096];
        for (int n = body.read(piece, 0, piece.length); n > 0; n = body.read(piece, 0, piece.length)) {
            bytes.write(piece, 0, n);
            if (bytes.size() > most) {
                throw new HttpException(TOO_LARGE, "");
            }
        }
        return parse(bytes.toString(StandardCharsets.ISO_8859_1));
    }

    static LoginForm parse(String text) {
        var values = new HashMap<String, String>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                continue;
            }
            try {
                values.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            } catch (IllegalArgumentException _) {
                continue; // no such escape
            }
        }
        return new LoginForm(values);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
    }

    /// Null if the form says nothing of it.
    @Nullable String value(FormSettings settings, Field field) {
        return values.get(settings.name(field));
    }
}
