package muster.modules.mappers.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a section or an `.htaccess` file says, and RewriteEngine and RewriteOptions at the top of a server. Immutable.
///
/// @param said false where nothing was said at all
/// @param on RewriteEngine; null if not said
/// @param options of [RewriteOptions]; null if not said
/// @param base RewriteBase; null if not said
/// @param path of the section, with a slash at its end: what is stripped before patterns are applied; null at the top of a server
/// @param pending conditions that wait for their rule
record DirectoryRules(
        boolean said,
        @Nullable Boolean on,
        @Nullable Integer options,
        @Nullable String base,
        @Nullable String path,
        List<Condition> pending,
        RuleList rules) {
    static final DirectoryRules UNSAID =
            new DirectoryRules(false, null, null, null, null, List.of(), RuleList.EMPTY);

    boolean isOn() {
        return on == Boolean.TRUE;
    }

    int optionBits() {
        return options == null ? 0 : options;
    }

    boolean has(int option) {
        return (optionBits() & option) != 0;
    }

    /// The path, where rules of a section are applied.
    String directory() {
        if (path == null) {
            throw new IllegalStateException("no section");
        }
        return path;
    }

    /// That something was said here.
    /// @param section its path; empty for the top of a server
    DirectoryRules spoken(String section) {
        String prefix = section.isEmpty() ? null : section.endsWith("/") ? section : section + "/";
        return new DirectoryRules(true, on, options, base, prefix, pending, rules);
    }

    DirectoryRules withEngine(boolean state) {
        return new DirectoryRules(said, state, options, base, path, pending, rules);
    }

    DirectoryRules withOption(int bit) {
        return new DirectoryRules(said, on, optionBits() | bit, base, path, pending, rules);
    }

    DirectoryRules withBase(String url) {
        return new DirectoryRules(said, on, options, url, path, pending, rules);
    }

    DirectoryRules with(Condition condition) {
        return new DirectoryRules(said, on, options, base, path, HostRules.and(pending, condition), rules);
    }

    DirectoryRules with(Rule rule) {
        return new DirectoryRules(said, on, options, base, path, List.of(), rules.with(rule));
    }

    /// An inner section's rules over an outer one's. Without RewriteOptions Inherit the outer rules are gone as soon as the inner
    /// section says anything about rewriting.
    static DirectoryRules merge(DirectoryRules outer, DirectoryRules inner) {
        if (!inner.said) {
            return outer;
        }
        if (!outer.said) {
            return inner;
        }
        Integer options = inner.options == null ? outer.options : inner.options;
        int bits = options == null ? 0 : options;
        boolean keepsBase = (bits & RewriteOptions.MERGE_BASE) != 0 && inner.base == null;
        RuleList rules =
                switch (RewriteOptions.inheritance(outer.optionBits(), bits)) {
                    case NONE -> inner.rules;
                    case INNER_FIRST -> inner.rules.and(outer.rules);
                    case OUTER_FIRST -> outer.rules.and(inner.rules);
                };
        return new DirectoryRules(
                true,
                inner.on == null ? outer.on : inner.on,
                options,
                keepsBase ? outer.base : inner.base,
                inner.path,
                inner.pending,
                rules);
    }
}
