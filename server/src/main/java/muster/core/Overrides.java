package muster.core;

import java.util.Locale;
import java.util.Set;
import muster.config.OverrideClass;
import org.jspecify.annotations.Nullable;

/// `AllowOverride` and `AllowOverrideList`: what `.htaccess` files below a directory may say. Immutable; null parts are unset.
///
/// @param classes null if AllowOverride was not said
/// @param options bits of [Options] that `Options` may name there (`AllowOverride Options=...`)
/// @param nonfatal classes whose misuse is logged instead of answered with 500 (`Nonfatal=Override`)
/// @param nonfatalUnknown unknown directives are logged instead of answered with 500 (`Nonfatal=Unknown`)
/// @param list AllowOverrideList: directives by name, lower case; null if not said
public record Overrides(
        @Nullable Set<OverrideClass> classes,
        int options,
        boolean nonfatal,
        boolean nonfatalUnknown,
        @Nullable Set<String> list) {
    /// Nothing said, which means `None`.
    public static final Overrides UNSET = new Overrides(null, Options.EVERY, false, false, null);

    public boolean allows(OverrideClass one) {
        return classes != null && classes.contains(one);
    }

    /// Whether `.htaccess` files need not even be looked for.
    public boolean none() {
        return (classes == null || classes.isEmpty()) && (list == null || list.isEmpty());
    }

    /// Whether a directive is allowed by its own name.
    public boolean lists(String directive) {
        return list != null && list.contains(directive.toLowerCase(Locale.ROOT));
    }

    public static Overrides merge(Overrides outer, Overrides inner) {
        Overrides classes = inner.classes == null ? outer : inner;
        return new Overrides(
                classes.classes,
                classes.options,
                classes.nonfatal,
                classes.nonfatalUnknown,
                inner.list == null ? outer.list : inner.list);
    }
}
