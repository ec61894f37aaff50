package muster.main;

import java.io.PrintStream;
import java.util.List;
import muster.config.Directive;
import muster.config.DirectiveType;
import muster.config.ModuleCatalog;

/// `-t -D DUMP_CONFIG`: the configuration as it was put together, in mod_info's form, which is a configuration itself. What takes effect
/// while it is read (LoadModule, Define, Include, conditions) is gone from it.
final class ConfigDump {
    private final ModuleCatalog modules;
    private final PrintStream out;
    private String file = "";

    private ConfigDump(ModuleCatalog modules, PrintStream out) {
        this.modules = modules;
        this.out = out;
    }

    static void print(List<Directive> directives, ModuleCatalog modules, PrintStream out) {
        new ConfigDump(modules, out).level(directives, 0);
    }

    private void level(List<Directive> directives, int depth) {
        for (Directive directive : directives) {
            place(directive, depth, true);
            String name = declaredName(directive.name());
            out.println("  ".repeat(depth) + name + " " + directive.arguments());
            if (!directive.children().isEmpty()) {
                level(directive.children(), depth + 1);
                place(directive, depth, false);
                out.println("  ".repeat(depth) + "</" + name.substring(1) + ">");
            }
        }
    }

    private String declaredName(String written) {
        DirectiveType<?> type = modules.directive(written);
        return type == null ? written : type.name();
    }

    private void place(Directive directive, int depth, boolean line) {
        if (!file.equals(directive.position().file())) {
            file = directive.position().file();
            out.println("# In file: " + file);
        }
        if (line) {
            out.println("  ".repeat(depth) + "#%4d:".formatted(directive.position().line()));
        }
    }
}
