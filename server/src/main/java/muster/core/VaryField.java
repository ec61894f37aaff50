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
        HeaderFields always = request.response().errorHeaders();
        int first = headers.indexOf("Vary", 0);
        int firstAlways = always.indexOf("Vary", 0);
        if (first < 0 && firstAlways < 0) {
            return;
        }
        if (request.environment().has("force-no-vary")) {
            headers.remove("Vary");
            always.remove("Vary");
            return;
        }
        HeaderFields holder = firstAlways < 0 ? headers : always;
        boolean one = first < 0 || firstAlways < 0;
        if (one && isPlain(holder.value(Math.max(first, firstAlways))) && holder.indexOf("Vary", Math.max(first, firstAlways) + 1) < 0) {
            return;
        }
        List<String> names = new ArrayList<>();
        collect(always, names);
        collect(headers, names);
        if (!names.isEmpty()) {
            headers.remove("Vary");
            holder.set("Vary", String.join(",", names));
        }
    }

    private static void collect(HeaderFields fields, List<String> names) {
        for (int at = fields.indexOf("Vary", 0); at >= 0; at = fields.indexOf("Vary", at + 1)) {
            for (String name : fields.value(at).split("[,\\s]+")) {
                if (!name.isEmpty() && names.stream().noneMatch(name::equalsIgnoreCase)) {
                    names.add(name);
                }
            }
        }
    }

    private static boolean isPlain(String value) {
        return value.indexOf(',') < 0 && value.indexOf(' ') < 0 && value.indexOf('\t') < 0;
    }
}
