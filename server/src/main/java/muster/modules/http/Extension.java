package muster.modules.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the directives of mod_mime say of one file name extension. Immutable.
final class Extension {
    /// What can be said, each by its own `Add` and `Remove` directive.
    enum Aspect {
        TYPE,
        ENCODING,
        LANGUAGE,
        CHARSET,
        HANDLER,
        OUTPUT_FILTER,
        INPUT_FILTER
    }

    static final Extension UNKNOWN = new Extension(new @Nullable String[Aspect.values().length]);

    private final @Nullable String[] values;

    private Extension(@Nullable String[] values) {
        this.values = values;
    }

    @Nullable String get(Aspect aspect) {
        return values[aspect.ordinal()];
    }

    Extension with(Aspect aspect, @Nullable String value) {
        var changed = values.clone();
        changed[aspect.ordinal()] = value;
        return new Extension(changed);
    }

    /// An inner section's word over this one, aspect by aspect.
    Extension overlaid(Extension inner) {
        var merged = values.clone();
        for (int i = 0; i < merged.length; i++) {
            if (inner.values[i] != null) {
                merged[i] = inner.values[i];
            }
        }
        return new Extension(merged);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Extension that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
