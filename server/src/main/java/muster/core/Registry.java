package muster.core;

import muster.config.DirectiveType;

/// What the loaded modules bring together, collected once a generation.
public interface Registry {
    void directive(DirectiveType<?> type);

    /// @param place among the hooks of the phase; within a place, modules run in the order they were loaded
    void hook(Phase phase, Hook.Place place, Hook hook);

    /// A handler that `SetHandler name` or `AddHandler name` selects.
    void handler(String name, Handler handler);

    /// A handler that is asked for every request that no named handler took, such as the static file handler.
    void fallbackHandler(Hook.Place place, Handler handler);

    /// An output filter that `SetOutputFilter name` selects.
    void filter(String name, Filter filter);
}
