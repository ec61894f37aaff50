package muster.parent;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks after what of a generation's configuration may be renewed while it is served. The server's assembly implements it.
@FunctionalInterface
public interface Renewals {
    /// Nothing is ever renewed.
    Renewals NONE = _ -> null;

    /// Looks whether anything has changed.
    /// @param said is told what the operator should know
    /// @return the generation's snapshot with what is new in it; null if nothing is, or nothing that can be used
    byte @Nullable [] look(Consumer<String> said);
}
