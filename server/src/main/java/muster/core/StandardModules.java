package muster.core;

import java.util.List;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;

/// Modules that are part of every httpd and bring only directives, or nothing but their name: `LoadModule` and `IfModule` must
/// find them.
public final class StandardModules {
    private StandardModules() {}

    /// In httpd's order: core_module first.
    public static List<Module> all() {
        return List.of(
                new CoreModule(),
                new Plain("so_module", "mod_so.c", ReadDirectives.loading()),
                new Plain("watchdog_module", "mod_watchdog.c", List.of(watchdog())),
                new Plain("version_module", "mod_version.c", ReadDirectives.version()));
    }

    private static DirectiveType<?> watchdog() {
        return Declare.global("WatchdogInterval")
                .takes(Takes.ONE)
                .means("Watchdog interval in seconds")
                .hasNoEffect("Nothing waits for a watchdog: whoever has to wait has a timer of its own")
                .sets(Declare.WITHOUT_EFFECT, (before, _) -> before);
    }

    private record Plain(String name, String file, List<DirectiveType<?>> directives) implements Module {
        @Override
        public void register(Registry registry) {
            directives.forEach(registry::directive);
        }
    }
}
