package muster.core;

/// A unit of behaviour that `LoadModule` switches on: directives, hooks, handlers and filters. It keeps no state of its own;
/// what it is told by the configuration lives in its slots.
public interface Module {
    /// The identifier in LoadModule and IfModule: `alias_module`.
    String name();

    /// The source file of httpd's module, the other spelling in IfModule, and what `-l` prints: `mod_alias.c`.
    String file();

    /// The name in LogLevel and in error log lines: `alias`.
    default String shortName() {
        String name = name();
        return name.endsWith("_module") ? name.substring(0, name.length() - "_module".length()) : name;
    }

    /// Declares what this module brings. Called once a generation, in every process, only if the module is loaded.
    void register(Registry registry);
}
