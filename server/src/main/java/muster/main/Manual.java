package muster.main;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import muster.core.ModuleRegistry;
import muster.core.ModuleRegistry.Declared;
import muster.main.RefusedModules.Refused;

/// Writes docs/configuration.md: what becomes of each directive of httpd's, from the declarations. `dist/manual` runs it.
public final class Manual {
    private static final Comparator<String> BY_LETTERS =
            Comparator.comparing((String name) -> name.replace("<", "")).thenComparing(Comparator.naturalOrder());

    private final List<Declared> declared;
    private final PrintStream out;

    private Manual(List<Declared> declared, PrintStream out) {
        this.declared = declared;
        this.out = out;
    }

    public static void main(String[] words) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        new Manual(declared(), out).write();
        out.flush();
    }

    /// The directives of every module there is, loaded or not.
    static List<Declared> declared() {
        var registry = new ModuleRegistry();
        BuiltInModules.always().forEach(registry::load);
        BuiltInModules.LOADABLE.forEach(name -> registry.load(Objects.requireNonNull(BuiltInModules.loadable(name))));
        var all = new ArrayList<>(registry.directives());
        all.sort(Comparator.comparing((Declared one) -> one.type().name(), BY_LETTERS));
        return List.copyOf(all);
    }

    private void write() {
        out.println("# Directives");
        out.println();
        out.println("Written by `dist/manual` from the declarations; `./muster -L` prints the first two lists. A directive that is in none of"
                + " the three is an error too: nothing is ignored because nobody knows it.");
        out.println();
        out.println("## What works");
        out.println();
        out.println("| directive | module | what it does | where it may stand |");
        out.println("| --- | --- | --- | --- |");
        rows(one -> one.type().noEffect().isEmpty(), one -> List.of(one.type().meaning(), Dumps.places(one.type())));
        out.println();
        out.println("## Accepted without effect");
        out.println();
        out.println("| directive | module | why that is harmless |");
        out.println("| --- | --- | --- |");
        rows(one -> !one.type().noEffect().isEmpty(), one -> List.of(one.type().noEffect()));
        out.println();
        out.println("## Refused, with a hint");
        out.println();
        out.println("| module | its directives | instead |");
        out.println("| --- | --- | --- |");
        for (Refused refused : RefusedModules.ALL) {
            String directives = refused.directives().isEmpty() ? "" : "`" + String.join("` `", refused.directives()) + "`";
            row(List.of("mod_" + refused.name(), directives, refused.hint()));
        }
    }

    @FunctionalInterface
    private interface Rest {
        List<String> of(Declared one);
    }

    private void rows(Predicate<Declared> which, Rest rest) {
        for (Declared one : declared) {
            if (which.test(one)) {
                String name = one.type().name();
                String whole = name.startsWith("<") ? name + ">" : name;
                var cells = new ArrayList<>(List.of("`" + whole + "`", one.module().file()));
                cells.addAll(rest.of(one));
                row(cells);
            }
        }
    }

    private void row(List<String> cells) {
        out.println("| " + String.join(" | ", cells.stream().map(Manual::escaped).toList()) + " |");
    }

    /// Markdown takes `<` for a tag, but not in code.
    private static String escaped(String cell) {
        var escaped = new StringBuilder();
        boolean code = false;
        for (char c : cell.replace("\n\t", " ").toCharArray()) {
            code ^= c == '`';
            switch (c) {
                case '<' -> escaped.append(code ? "<" : "&lt;");
                case '|' -> escaped.append("\\|");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
