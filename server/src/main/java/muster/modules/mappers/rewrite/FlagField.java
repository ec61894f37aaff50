package muster.modules.mappers.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `[NC,R=301,E=NAME:value]`: flags in brackets, separated by commas.
final class FlagField {
    /// One flag.
    /// @param value what follows the first `=`; empty if there is none
    record Flag(String name, String value) {}

    private FlagField() {}

    /// @return null if the brackets are missing
    static @Nullable List<Flag> read(String field) {
        if (field.length() < 2 || !field.startsWith("[") || !field.endsWith("]")) {
            return null;
        }
        var flags = new ArrayList<Flag>();
        int at = 1;
        int end = field.length() - 1;
        while (at <= end) {
            while (at < end && ArgumentLine.isSpace(field.charAt(at))) {
                at++;
            }
            int comma = field.indexOf(',', at);
            int next = comma < 0 ? end : comma;
            int last = next;
            while (last > at && ArgumentLine.isSpace(field.charAt(last - 1))) {
                last--;
            }
            flags.add(flag(field.substring(at, last)));
            at = next + 1;
        }
        return flags;
    }

    private static Flag flag(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new Flag(text, "")
                : new Flag(text.substring(0, equals), text.substring(equals + 1));
    }
}
