package muster.config;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;

/// The place of one module's values in [Settings]: their type, what holds when nothing is said, and how an inner
/// section's values are merged over an outer one's.
///
/// @param <C> an immutable type, usually a record
public final class ConfigSlot<C> {
    /// What a slot's values belong to.
    public enum Scope {
        /// One value a virtual host: what is decided before a request has a path.
        SERVER,
        /// One value a section, merged along the path of each request.
        DIRECTORY
    }

    private static final AtomicInteger NEXT_INDEX = new AtomicInteger();

    private final int index = NEXT_INDEX.getAndIncrement();
    private final String name;
    private final Scope scope;
    private final C unset;
    private final BinaryOperator<C> merge;

    private ConfigSlot(String name, Scope scope, C unset, BinaryOperator<C> merge) {
        this.name = name;
        this.scope = scope;
        this.unset = unset;
        this.merge = merge;
    }

    /// @param unset what a section that says nothing holds; it must be the merge's neutral element
    /// @param merge `(outer, inner) -> merged`: a pure function
    public static <C> ConfigSlot<C> server(String name, C unset, BinaryOperator<C> merge) {
        return new ConfigSlot<>(name, Scope.SERVER, unset, merge);
    }

    /// As [#server], for values that sections and `.htaccess` files may change.
    public static <C> ConfigSlot<C> directory(String name, C unset, BinaryOperator<C> merge) {
        return new ConfigSlot<>(name, Scope.DIRECTORY, unset, merge);
    }

    /// One plain value a virtual host: the innermost that is set holds, `fallback` where none is.
    public static <C> ConfigSlot<C> serverValue(String name, C fallback) {
        return new ConfigSlot<>(name, Scope.SERVER, fallback, (_, inner) -> inner);
    }

    /// One plain value a section: the innermost that is set holds, `fallback` where none is.
    public static <C> ConfigSlot<C> directoryValue(String name, C fallback) {
        return new ConfigSlot<>(name, Scope.DIRECTORY, fallback, (_, inner) -> inner);
    }

    int index() {
        return index;
    }

    public Scope scope() {
        return scope;
    }

    public C unset() {
        return unset;
    }

    public C merge(C outer, C inner) {
        return merge.apply(outer, inner);
    }

    @Override
    public String toString() {
        return name;
    }
}
