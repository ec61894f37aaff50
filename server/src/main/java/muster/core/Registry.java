package muster.core;

import java.util.List;
import muster.config.DirectiveType;
import org.jspecify.annotations.Nullable;

/// What the loaded modules bring together, collected once a generation.
public interface Registry {
    void directive(DirectiveType<?> type);

    /// @param place among the hooks of the phase; within a place, modules run in the order they were loaded
    default void hook(Phase phase, Hook.Place place, Hook hook) {
        hook(phase, place, List.of(), hook);
    }

    /// @param after files of modules whose hooks in the same place run before this one, whatever was loaded first: `mod_alias.c`
    void hook(Phase phase, Hook.Place place, List<String> after, Hook hook);

    /// A handler that `SetHandler name` or `AddHandler name` selects.
    default void handler(String name, Handler handler) {
        handler(name, Hook.Place.MIDDLE, handler);
    }

    /// A handler that `SetHandler name` or `AddHandler name` selects, where there may be several of one name: the next is asked
    /// when one declines.
    void handler(String name, Hook.Place place, Handler handler);

    /// A handler that is asked for every request that no named handler took, such as the static file handler.
    void fallbackHandler(Hook.Place place, Handler handler);

    /// An output filter that `SetOutputFilter name` selects.
    default void filter(String name, Filter filter) {
        filter(name, Filter.Kind.RESOURCE, filter);
    }

    /// An output filter that `SetOutputFilter name` selects.
    /// @param kind where it stands in the chain, wherever it is inserted
    void filter(String name, Filter.Kind kind, Filter filter);

    /// An input filter that `SetInputFilter name` selects.
    /// @param kind where it stands in the chain, wherever it is inserted
    void inputFilter(String name, Filter.Kind kind, InputFilter filter);

    /// The output filter of a name in any case, or null. Ask when a directive is read and the filter's module must come earlier; at
    /// the first request, where it need not.
    @Nullable NamedFilter filter(String name);

    /// Looks at every configuration as a whole, once it is compiled.
    void configured(Configured look);

    /// Something modules offer each other under a name: a kind of `Require`, a password file, a map (httpd's providers).
    /// @param kind the interface of such providers
    <P> void provider(Class<P> kind, String name, P provider);

    /// What a loaded module offers under a name, or null. Ask when a directive is read, not while modules register: the
    /// provider's module may come later.
    <P> @Nullable P provider(Class<P> kind, String name);
}
