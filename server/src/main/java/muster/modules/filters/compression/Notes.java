package muster.modules.filters.compression;

import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.core.Environment;
import org.jspecify.annotations.Nullable;

/// Under which names a response's sizes are noted for logs (`DeflateFilterNote`); null for those that nobody wants.
///
/// @param ratio of what went out to what came in, in percent
record Notes(@Nullable String ratio, @Nullable String input, @Nullable String output) {
    static final Notes NONE = new Notes(null, null, null);

    /// One line: a name for the ratio, or a kind of note and a name.
    /// @param complaint httpd's words about a kind that isn't known, with `%s` for it
    static Notes read(Notes before, Arguments words, String complaint) throws ConfigException {
        boolean named = words.count() > 1;
        Notes notes = named ? before.with(words.text(0), words.text(1)) : before.with("ratio", words.text(0));
        if (notes == null) {
            throw words.wrong(complaint.formatted(words.text(0)));
        }
        return notes;
    }

    private @Nullable Notes with(String kind, String name) {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "ratio" -> new Notes(name, input, output);
            case "input" -> new Notes(ratio, name, output);
            case "output" -> new Notes(ratio, input, name);
            default -> null;
        };
    }

    /// @param emptyAsHyphen whether a size of zero is noted as `-`
    void leave(Environment notes, long in, long out, boolean emptyAsHyphen) {
        if (input != null) {
            notes.set(input, emptyAsHyphen && in == 0 ? "-" : Long.toString(in));
        }
        if (output != null) {
            notes.set(output, emptyAsHyphen && out == 0 ? "-" : Long.toString(out));
        }
        if (ratio != null) {
            notes.set(ratio, in == 0 ? "-" : Long.toString(out * 100 / in));
        }
    }
}
