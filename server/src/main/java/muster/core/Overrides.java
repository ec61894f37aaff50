package muster.core;

import java.util.Locale;
import java.util.Set;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.OverrideClass;
import muster.config.Position;
import muster.config.Scope;
import muster.config.Warning;
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
        @Nullable Set<String> list)
        implements Scope.Permissions {
    private static final int FORBIDDEN = 2295;
    private static final int UNKNOWN = 2296;

    /// Nothing said, which means `None`.
    public static final Overrides UNSET = new Overrides(null, Options.EVERY, false, false, null);

    /// Whether `.htaccess` files need not even be looked for.
    public boolean none() {
        return (classes == null || classes.isEmpty()) && (list == null || list.isEmpty());
    }

    /// A directive is allowed by its own name, or by one of its classes.
    @Override
    public boolean allow(DirectiveType<?> type) {
        if (list != null && list.contains(type.name().toLowerCase(Locale.ROOT))) {
            return true;
        }
        if (classes == null || !type.contexts().contains(Context.HTACCESS)) {
            return false;
        }
        if (type.overrides().isEmpty()) {
            return !classes.isEmpty();
        }
        for (OverrideClass one : type.overrides()) {
            if (classes.contains(one)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable Warning forgiven(String name, @Nullable DirectiveType<?> type, Position position) {
        if (type == null) {
            String message = "Unknown directive " + name.toLowerCase(Locale.ROOT)
                    + " perhaps misspelled or defined by a module not included in the server configuration";
            return nonfatalUnknown ? new Warning(UNKNOWN, message, position) : null;
        }
        return nonfatal && !allow(type)
                ? new Warning(FORBIDDEN, type.name() + " in .htaccess forbidden by AllowOverride", position)
                : null;
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
