package muster.config;

import java.util.EnumSet;
import java.util.Set;

/// One directive, declared once: its name, where it may stand, what it takes, what it means, and what it sets.
///
/// @param <C> what its slot holds
public final class DirectiveType<C> {
    /// How the words after the name are split and counted; names and messages follow httpd's `cmd_how`.
    public enum Takes {
        /// No words.
        NONE,
        /// The rest of the line, untouched.
        RAW,
        ONE,
        TWO,
        THREE,
        ONE_OR_TWO,
        ONE_TO_THREE,
        TWO_OR_THREE,
        ONE_OR_THREE,
        /// `On` or `Off`.
        FLAG,
        /// One or more words, the setter called once for each.
        EACH,
        /// A first word and one or more others, the setter called once for each other with both.
        FIRST_AND_EACH,
        /// Any number of words (httpd's TAKE_ARGV), the setter called once.
        MANY
    }

    /// What a directive does: from the values so far to the values after it.
    @FunctionalInterface
    public interface Setter<C> {
        C set(C before, Arguments arguments) throws ConfigException;
    }

    private final String name;
    private final Set<Context> contexts;
    private final Set<OverrideClass> overrides;
    private final Takes takes;
    private final String meaning;
    private final boolean isolated;
    private final Set<OverrideClass> holds;
    private final String noEffect;
    private final ConfigSlot<C> slot;
    private final Setter<C> setter;

    private DirectiveType(Builder builder, ConfigSlot<C> slot, Setter<C> setter) {
        this.name = builder.name;
        this.contexts = Set.copyOf(builder.contexts);
        this.overrides = Set.copyOf(builder.overrides);
        this.takes = builder.takes;
        this.meaning = builder.meaning;
        this.isolated = builder.isolated;
        this.holds = Set.copyOf(builder.holds);
        this.noEffect = builder.noEffect;
        this.slot = slot;
        this.setter = setter;
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    public Set<Context> contexts() {
        return contexts;
    }

    /// The classes of AllowOverride that let it stand in `.htaccess`; empty if any class (or none at all) will do.
    public Set<OverrideClass> overrides() {
        return overrides;
    }

    public Takes takes() {
        return takes;
    }

    /// One sentence for `-L`, the manual, and "takes one argument, ..." messages: httpd's own description where it has one.
    public String meaning() {
        return meaning;
    }

    /// Why it is harmless that this directive is accepted and does nothing; empty for one that works.
    public String noEffect() {
        return noEffect;
    }

    public ConfigSlot<C> slot() {
        return slot;
    }

    /// For a section: whether what stands in it is for its setter alone ([Arguments#body]). Otherwise everything but the values of
    /// the section's own slot also holds around the section, as for `<RequireAll>`.
    public boolean isolated() {
        return isolated;
    }

    /// For a section: the kinds of directives that it takes; all if there are none.
    public Set<OverrideClass> holds() {
        return holds;
    }

    /// Applies one occurrence to a section's settings.
    public Settings apply(Settings before, Arguments arguments) throws ConfigException {
        return before.with(slot, setter.set(before.get(slot), arguments));
    }

    /// Collects a declaration; [#sets] ends it.
    public static final class Builder {
        private final String name;
        private final Set<Context> contexts = EnumSet.noneOf(Context.class);
        private final Set<OverrideClass> overrides = EnumSet.noneOf(OverrideClass.class);
        private Takes takes = Takes.ONE;
        private String meaning = "";
        private boolean isolated;
        private final Set<OverrideClass> holds = EnumSet.noneOf(OverrideClass.class);
        private String noEffect = "";

        private Builder(String name) {
            this.name = name;
        }

        public Builder in(Context... where) {
            contexts.addAll(Set.of(where));
            return this;
        }

        /// Also allowed in `.htaccess`, for a class of AllowOverride.
        public Builder htaccess(OverrideClass... classes) {
            contexts.add(Context.HTACCESS);
            overrides.addAll(Set.of(classes));
            return this;
        }

        public Builder takes(Takes shape) {
            this.takes = shape;
            return this;
        }

        public Builder means(String sentence) {
            this.meaning = sentence;
            return this;
        }

        /// For a section: what stands in it is for its setter alone, as in `<AuthnProviderAlias>`. It takes what a `<Directory>` does.
        /// @param classes of these kinds only; all if none is named
        public Builder isolated(OverrideClass... classes) {
            this.isolated = true;
            return holds(classes);
        }

        /// For a section: only directives of these kinds may stand in it.
        public Builder holds(OverrideClass... classes) {
            holds.addAll(Set.of(classes));
            return this;
        }

        /// For a directive that is accepted and does nothing.
        /// @param why that is harmless: a sentence of the manual, without its full stop
        public Builder hasNoEffect(String why) {
            this.noEffect = why;
            return this;
        }

        public <C> DirectiveType<C> sets(ConfigSlot<C> slot, Setter<C> setter) {
            return new DirectiveType<>(this, slot, setter);
        }
    }
}
