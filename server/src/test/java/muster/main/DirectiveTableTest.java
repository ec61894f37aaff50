package muster.main;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.OverrideClass;
import muster.core.ModuleRegistry.Declared;
import muster.main.RefusedModules.Refused;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.fail;

/// Every directive of Debian's httpd 2.4.71 (`directives.tsv`) is declared with httpd's contexts and classes of AllowOverride, or refused
/// with a hint, or listed as missing in `directives-missing.txt`: a list that only ever gets shorter.
final class DirectiveTableTest {
    private static final Map<String, Context> CONTEXTS = Map.of(
            "server config", Context.SERVER,
            "virtual host", Context.VIRTUAL_HOST,
            "directory", Context.DIRECTORY,
            ".htaccess", Context.HTACCESS);
    private static final Map<String, OverrideClass> CLASSES = Map.of(
            "AuthConfig", OverrideClass.AUTH_CONFIG,
            "FileInfo", OverrideClass.FILE_INFO,
            "Indexes", OverrideClass.INDEXES,
            "Limit", OverrideClass.LIMIT,
            "Options", OverrideClass.OPTIONS);

    private static String resource(String name) {
        try (var in = DirectiveTableTest.class.getResourceAsStream("/" + name)) {
            return in == null ? fail("no " + name) : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new java.io.UncheckedIOException(problem);
        }
    }

    private static List<String> lines(String resource) {
        return resource(resource).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    /// One row of the table.
    private record Row(String module, String name, Set<Context> contexts, Set<OverrideClass> classes) {
        static List<Row> all() {
            List<String> lines = resource("directives.tsv").lines().toList();
            List<String> titles = List.of(lines.getFirst().split("\t"));
            return lines.stream()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .filter(cells -> cells[titles.indexOf("in_2.4.71_debian_binary")].equals("yes"))
                    .map(cells -> of(titles, cells))
                    .toList();
        }

        private static Row of(List<String> titles, String[] cells) {
            boolean section = cells[titles.indexOf("kind")].equals("section");
            Set<Context> contexts = EnumSet.noneOf(Context.class);
            words(cells[titles.indexOf("contexts")]).stream()
                    .filter(word -> !word.equals("proxy section"))
                    .forEach(word -> contexts.add(CONTEXTS.get(word)));
            String override = cells[titles.indexOf("override")];
            Set<OverrideClass> classes = EnumSet.noneOf(OverrideClass.class);
            if (override.equals("All")) {
                classes.addAll(Arrays.asList(OverrideClass.values()));
            } else {
                words(override).forEach(word -> classes.add(CLASSES.get(word)));
            }
            String name = (section ? "<" : "") + cells[titles.indexOf("directive")];
            return new Row(cells[titles.indexOf("module")], name, contexts, classes);
        }

        private static List<String> words(String list) {
            return list.isEmpty() ? List.of() : List.of(list.split(", "));
        }

        String key() {
            return name.toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return module + " " + name;
        }
    }

    /// `SERVER VIRTUAL_HOST DIRECTORY HTACCESS: FILE_INFO`
    private static String described(Set<Context> contexts, Set<OverrideClass> classes) {
        boolean any = classes.isEmpty() || classes.size() == OverrideClass.values().length;
        String when = !contexts.contains(Context.HTACCESS) ? "" : any ? ": any" : ": " + words(classes);
        return words(contexts) + when;
    }

    private static String words(Set<?> values) {
        return String.join(" ", new TreeSet<>(values).stream().map(String::valueOf).toList());
    }

    private static Map<String, DirectiveType<?>> declared() {
        var all = new TreeMap<String, DirectiveType<?>>();
        for (Declared one : Manual.declared()) {
            all.put(one.type().name().toLowerCase(Locale.ROOT), one.type());
        }
        return all;
    }

    /// What stands elsewhere than httpd's manual says, by name; the file gives the reasons.
    private static Map<String, String> differing() {
        var all = new LinkedHashMap<String, String>();
        for (String line : lines("directives-differing.txt")) {
            String[] cells = line.split(" \\| ");
            all.put(cells[0].toLowerCase(Locale.ROOT), cells[1]);
        }
        return all;
    }

    @Test
    void whatIsDeclaredStandsWhereHttpdLetsItStand() {
        Map<String, DirectiveType<?>> declared = declared();
        Map<String, String> differing = differing();
        var wrong = new ArrayList<String>();
        for (Row row : Row.all()) {
            DirectiveType<?> type = declared.get(row.key());
            if (type != null) {
                String manual = described(row.contexts(), row.classes());
                String found = described(type.contexts(), type.overrides());
                if (!found.equals(differing.getOrDefault(row.key(), manual))) {
                    wrong.add(row + " | " + found + " | " + manual);
                }
            }
        }
        assertEquals("", String.join("\n", wrong), "directive | declared | in httpd's manual");
    }

    @Test
    void everyDirectiveIsDeclaredOrRefusedOrKnownToBeMissing() {
        Map<String, DirectiveType<?>> declared = declared();
        var missing = new TreeSet<String>();
        for (Row row : Row.all()) {
            if (!declared.containsKey(row.key()) && RefusedModules.instead(row.name()) == null) {
                missing.add(row.toString());
            }
        }
        var known = new TreeSet<>(lines("directives-missing.txt"));
        var unknown = new TreeSet<>(missing);
        unknown.removeAll(known);
        assertEquals("", String.join("\n", unknown), "neither declared nor refused");
        known.removeAll(missing);
        assertEquals("", String.join("\n", known), "declared or refused by now: take these lines out of directives-missing.txt");
    }

    @Test
    void nothingIsBothDeclaredAndRefused() {
        Map<String, DirectiveType<?>> declared = declared();
        for (Refused refused : RefusedModules.ALL) {
            for (String directive : refused.directives()) {
                assertNull(declared.get(directive.toLowerCase(Locale.ROOT)), directive);
            }
        }
    }
}
