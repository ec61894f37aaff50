package muster.modules.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The last segment of a path, cut at its dots. Dots that start it belong to the base name; `a..b` has one extension.
final class FileName {
    private final String path;
    private final int start;
    private int next;
    private int end;

    FileName(String path) {
        this.path = path;
        this.start = path.lastIndexOf('/') + 1;
        int at = start;
        while (at < path.length() && path.charAt(at) == '.') {
            at++;
        }
        int dot = path.indexOf('.', at);
        this.end = dot < 0 ? path.length() : dot;
        this.next = end;
    }

    /// Goes on to the next extension.
    boolean hasNext() {
        while (next < path.length()) {
            int from = next + 1;
            int dot = path.indexOf('.', from);
            next = dot < 0 ? path.length() : dot;
            if (next > from) {
                end = from;
                return true;
            }
        }
        return false;
    }

    /// The extension that [#hasNext] has found, as written.
    String extension() {
        return path.substring(end, next);
    }

    /// The base name, and the extensions that aren't known, as written.
    /// @param known asked with an extension in lower case
    /// @return null if none is known
    static @Nullable List<String> unclaimed(String path, Predicate<String> known) {
        var name = new FileName(path);
        var parts = new ArrayList<String>();
        parts.add(path.substring(name.start, name.end));
        boolean any = false;
        while (name.hasNext()) {
            String extension = name.extension();
            if (known.test(extension.toLowerCase(Locale.ROOT))) {
                any = true;
            } else {
                parts.add(extension);
            }
        }
        return any ? parts : null;
    }
}
