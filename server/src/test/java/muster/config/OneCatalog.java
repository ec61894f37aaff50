package muster.config;

import java.util.ArrayList;
import java.util.List;
import muster.config.DirectiveType.Takes;
import muster.core.Module;
import muster.core.ModuleRegistry;
import muster.core.StandardModules;
import org.jspecify.annotations.Nullable;

/// A catalog of the core and of one loadable module, `mark_module`, whose directive `Mark NAME` notes that it was carried out.
public final class OneCatalog implements ModuleCatalog {
    public static final ConfigSlot<List<String>> MARKS =
            ConfigSlot.directory("Mark", List.of(), OneCatalog::together);

    private final ModuleRegistry registry = new ModuleRegistry();
    private boolean markLoaded;

    public OneCatalog() {
        StandardModules.all().forEach(registry::load);
    }

    private static List<String> together(List<String> outer, List<String> inner) {
        var all = new ArrayList<>(outer);
        all.addAll(inner);
        return List.copyOf(all);
    }

    public ModuleRegistry registry() {
        return registry;
    }

    @Override
    public Loading load(String identifier) {
        if (!identifier.equals("mark_module")) {
            return isLoaded(identifier) ? Loading.BUILT_IN : Loading.UNKNOWN;
        }
        if (markLoaded) {
            return Loading.ALREADY_LOADED;
        }
        markLoaded = true;
        registry.load(new MarkModule());
        return Loading.LOADED;
    }

    private record MarkModule() implements Module {
        @Override
        public String name() {
            return "mark_module";
        }

        @Override
        public String file() {
            return "mod_mark.c";
        }

        @Override
        public void register(muster.core.Registry registry) {
            registry.directive(DirectiveType.named("Mark")
                    .in(Context.SERVER, Context.VIRTUAL_HOST, Context.DIRECTORY)
                    .htaccess(OverrideClass.FILE_INFO)
                    .takes(Takes.EACH)
                    .means("a name to remember")
                    .sets(MARKS, (before, words) -> together(before, List.of(words.text(0)))));
        }
    }

    @Override
    public boolean isLoaded(String name) {
        return registry.modules().stream()
                .anyMatch(module -> module.name().equals(name) || module.file().equals(name));
    }

    @Override
    public @Nullable DirectiveType<?> directive(String name) {
        var declared = registry.directive(name);
        return declared == null ? null : declared.type();
    }

    @Override
    public List<String> similar(String identifier) {
        return identifier.startsWith("mar") ? List.of("mark_module") : List.of();
    }

    @Override
    public @Nullable String moduleOf(String directive) {
        return directive.equals("Mark") ? "mark_module" : null;
    }
}
