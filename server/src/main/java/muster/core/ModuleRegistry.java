package muster.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import muster.config.ConfigException;
import muster.config.ConfigSource;
import muster.config.DirectiveType;
import muster.config.Warning;
import org.jspecify.annotations.Nullable;

/// Collects what modules bring, one [#load] after the other, and hands it out ordered.
///
/// It is filled while the LoadModule lines of a generation are read and not changed after that.
public final class ModuleRegistry implements Registry {
    /// A directive, and the module it came with.
    public record Declared(DirectiveType<?> type, Module module) {}

    private record Placed(Hook.Place place, Handler handler) {}

    private record ProviderKey(Class<?> kind, String name) {}

    private final List<Module> modules = new ArrayList<>();
    private final Map<String, Declared> directives = new LinkedHashMap<>();
    private final List<Registration> hooks = new ArrayList<>();
    private final Map<String, List<Placed>> handlers = new HashMap<>();
    private final List<Placed> fallbacks = new ArrayList<>();
    private final Map<String, NamedFilter> filters = new HashMap<>();
    private final Map<String, NamedInputFilter> inputFilters = new HashMap<>();
    private final Map<ProviderKey, Object> providers = new HashMap<>();
    private final List<Configured> looks = new ArrayList<>();
    private @Nullable Module loading;

    /// Lets a module declare what it brings. Load order is call order.
    public void load(Module module) {
        loading = module;
        modules.add(module);
        module.register(this);
        loading = null;
    }

    @Override
    public void directive(DirectiveType<?> type) {
        directives.put(type.name().toLowerCase(Locale.ROOT), new Declared(type, loading()));
    }

    @Override
    public void hook(Phase phase, Hook.Place place, List<String> after, Hook hook) {
        hooks.add(new Registration(phase, place, loading().file(), hooks.size(), after, hook));
    }

    @Override
    public void handler(String name, Hook.Place place, Handler handler) {
        handlers.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Placed(place, handler));
    }

    @Override
    public void fallbackHandler(Hook.Place place, Handler handler) {
        fallbacks.add(new Placed(place, handler));
    }

    @Override
    public void filter(String name, Filter.Kind kind, Filter filter) {
        filters.put(name.toLowerCase(Locale.ROOT), new NamedFilter(name, kind, filter));
    }

    @Override
    public void inputFilter(String name, Filter.Kind kind, InputFilter filter) {
        inputFilters.put(name.toLowerCase(Locale.ROOT), new NamedInputFilter(name, kind, filter));
    }

    @Override
    public void configured(Configured look) {
        looks.add(look);
    }

    /// Shows the modules what the configuration has come to.
    public void look(ServerCompiler.Compiled compiled, ConfigSource source, Consumer<Warning> warned) throws ConfigException {
        for (Configured one : looks) {
            one.look(compiled, source, warned);
        }
    }

    @Override
    public <P> void provider(Class<P> kind, String name, P provider) {
        providers.put(new ProviderKey(kind, name), provider);
    }

    @Override
    public <P> @Nullable P provider(Class<P> kind, String name) {
        return kind.cast(providers.get(new ProviderKey(kind, name)));
    }

    /// The declaration of a directive, by its name in any case; null if no loaded module knows it.
    public @Nullable Declared directive(String name) {
        return directives.get(name.toLowerCase(Locale.ROOT));
    }

    /// All directives, in the order they were declared.
    public Collection<Declared> directives() {
        return directives.values();
    }

    /// In load order.
    public List<Module> modules() {
        return List.copyOf(modules);
    }

    public Phases phases() {
        return new Phases(hooks);
    }

    public Handlers handlers() {
        var named = new HashMap<String, Handler[]>();
        handlers.forEach((name, placed) -> named.put(name, ordered(placed)));
        return new Handlers(named, ordered(fallbacks));
    }

    private static Handler[] ordered(List<Placed> placed) {
        return placed.stream()
                .sorted(Comparator.comparing(Placed::place))
                .map(Placed::handler)
                .toArray(Handler[]::new);
    }

    @Override
    public @Nullable NamedFilter filter(String name) {
        return filters.get(name.toLowerCase(Locale.ROOT));
    }

    /// The input filter of a name in any case, or null.
    public @Nullable NamedInputFilter inputFilter(String name) {
        return inputFilters.get(name.toLowerCase(Locale.ROOT));
    }

    private Module loading() {
        Module module = loading;
        if (module == null) {
            throw new IllegalStateException("modules register only while they are loaded");
        }
        return module;
    }
}
