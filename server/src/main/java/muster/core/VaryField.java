package muster.core;

import java.util.ArrayList;
import java.util.List;
import muster.http.HeaderFields;

/// Brings the Vary fields of a response together: modules add to them without looking, and some clients choke on several fields or
/// repeated names (httpd's `fixup_vary`).
public final class VaryField {
    private VaryField() {}

    /// With the variable `force-no-vary`, for clients that can't be told of it at all, there is none.
    public static void unite(Request request) {
        HeaderFields headers = request.response().headers();
        int first = headers.indexOf("Vary", 0);
        if (first < 0) {
            return;
        }
        if (request.environment().has("force-no-vary")) {
            headers.remove("Vary");
            return;
        }
        String one = headers.value(first);
        if (isPlain(one) && headers.indexOf("Vary", first + 1) < 0) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (int at = first; at >= 0; at = headers.indexOf("Vary", at + 1)) {
            for (String name : headers.value(at).split("[,\\s]+")) {
                if (!name.isEmpty() && names.stream().noneMatch(name::equalsIgnoreCase)) {
                    names.add(name);
                }
            }
        }
        if (!names.isEmpty()) {
            headers.set("Vary", String.join(",", names));
        }
    }

    private static boolean isPlain(String value) {
        return value.indexOf(',') < 0 && value.indexOf(' ') < 0 && value.indexOf('\t') < 0;
    }
}
