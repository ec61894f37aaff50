package muster.main;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import muster.config.DirectiveType;
import muster.config.ModuleCatalog;
import muster.core.Module;
import muster.core.ModuleRegistry;
import muster.mpm.Mpm;
import org.jspecify.annotations.Nullable;

/// The modules of one reading of a configuration: those that are always there, and those its LoadModule lines have added.
final class LoadedModules implements ModuleCatalog {
    private static final String MPM_PREFIX = "mpm_";
    private static final int SIMILAR_DISTANCE = 3;

    private final ModuleRegistry registry = new ModuleRegistry();
    private final Map<String, Module> available = new LinkedHashMap<>();
    private final Map<String, Mpm> mpms = new LinkedHashMap<>();
    private final Set<String> builtIn = new HashSet<>();
    /// Identifiers and file names.
    private final Set<String> loaded = new HashSet<>();
    private final List<Mpm> chosen = new ArrayList<>();
    private @Nullable ModuleRegistry everything;
    private boolean thirdPartiesKnown;

    LoadedModules() {
        for (Module module : BuiltInModules.always()) {
            builtIn.add(module.name());
            add(module);
        }
        BuiltInModules.mpms().forEach(this::know);
    }

    private void know(Mpm mpm) {
        BareModule module = BareModule.ofMpm(mpm.name());
        available.putIfAbsent(module.name(), module);
        mpms.putIfAbsent(module.name(), mpm);
    }

    private void add(Module module) {
        registry.load(module);
        loaded.add(module.name());
        loaded.add(module.file());
    }

    @Override
    public Loading load(String identifier) {
        if (builtIn.contains(identifier)) {
            return Loading.BUILT_IN;
        }
        if (loaded.contains(identifier)) {
            return Loading.ALREADY_LOADED;
        }
        Module module = find(identifier);
        if (module == null) {
            return Loading.UNKNOWN;
        }
        add(module);
        Mpm mpm = mpms.get(identifier);
        if (mpm != null) {
            chosen.add(mpm);
        }
        return Loading.LOADED;
    }

    /// Looks for jars of third parties only when one is asked for: most servers have none, and every child starts here.
    private @Nullable Module find(String identifier) {
        Module module = known(identifier);
        if (module == null && !thirdPartiesKnown) {
            thirdPartiesKnown = true;
            ServiceLoader.load(Module.class).forEach(third -> available.putIfAbsent(third.name(), third));
            ServiceLoader.load(Mpm.class).forEach(this::know);
            module = available.get(identifier);
        }
        return module;
    }

    private @Nullable Module known(String identifier) {
        Module module = available.get(identifier);
        if (module == null) {
            module = BuiltInModules.loadable(identifier);
            if (module != null) {
                available.put(identifier, module);
            }
        }
        return module;
    }

    @Override
    public boolean isLoaded(String name) {
        return loaded.contains(name);
    }

    @Override
    public @Nullable DirectiveType<?> directive(String name) {
        ModuleRegistry.Declared declared = registry.directive(name);
        return declared == null ? null : declared.type();
    }

    @Override
    public String shortNameOf(String directive) {
        ModuleRegistry.Declared declared = registry.directive(directive);
        return declared == null ? "core" : declared.module().shortName();
    }

    @Override
    public List<String> similar(String identifier) {
        return Stream.concat(available.keySet().stream(), BuiltInModules.LOADABLE.stream())
                .distinct()
                .filter(known -> distance(known, identifier) <= SIMILAR_DISTANCE)
                .sorted((a, b) -> Integer.compare(distance(a, identifier), distance(b, identifier)))
                .limit(2)
                .toList();
    }

    @Override
    public @Nullable String moduleOf(String directive) {
        ModuleRegistry all = everything;
        if (all == null) {
            all = new ModuleRegistry();
            BuiltInModules.LOADABLE.forEach(this::known);
            available.values().forEach(all::load);
            everything = all;
        }
        ModuleRegistry.Declared declared = all.directive(directive);
        return declared == null ? null : declared.module().name();
    }

    @Override
    public @Nullable String instead(String name) {
        return RefusedModules.instead(name);
    }

    /// What the loaded modules brought.
    ModuleRegistry registry() {
        return registry;
    }

    /// The MPMs that LoadModule lines name: none, one, or too many.
    List<Mpm> chosenMpms() {
        return List.copyOf(chosen);
    }

    /// Loads the MPM of the machine's choice, for a configuration that names none.
    Mpm choose(String name) {
        String identifier = MPM_PREFIX + name + "_module";
        load(identifier);
        return chosen.getFirst();
    }

    boolean isBuiltIn(Module module) {
        return builtIn.contains(module.name());
    }

    /// How many letters differ (Levenshtein).
    static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

}
