package muster.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The arrows of docs/architecture.md, looked for in what was compiled. The JDK reads class files itself, so this needs no library.
final class LayersTest {
    /// By package (or what it begins with): what it must not use.
    private static final Map<String, List<String>> FORBIDDEN = Map.of(
            "muster.posix", List.of("muster.io", "muster.http", "muster.config", "muster.core", "muster.mpm", "muster.log", "muster.modules"),
            "muster.io", List.of("muster.http", "muster.config", "muster.core", "muster.mpm", "muster.log", "muster.modules"),
            "muster.http", List.of("muster.posix", "muster.config", "muster.core", "muster.mpm", "muster.log", "muster.modules"),
            "muster.config", List.of("muster.core", "muster.mpm", "muster.log", "muster.modules", "muster.parent", "muster.child", "muster.main"),
            "muster.core", List.of("muster.mpm", "muster.modules", "muster.parent", "muster.child", "muster.main"),
            "muster.modules", List.of("muster.posix", "muster.mpm", "muster.parent", "muster.child", "muster.main"),
            "muster.mpm", List.of("muster.modules", "muster.parent", "muster.child", "muster.main"),
            "muster.child", List.of("muster.modules", "muster.parent", "muster.main"),
            "muster.parent", List.of("muster.modules", "muster.main"));

    @Test
    void packagesUseOnlyWhatIsBelowThem() throws IOException {
        var broken = new TreeSet<String>();
        uses().forEach((user, used) -> FORBIDDEN.forEach((layer, forbidden) -> {
            if (inside(user, layer)) {
                for (String name : used) {
                    forbidden.stream().filter(upper -> inside(name, upper)).forEach(_ -> broken.add(user + " uses " + name));
                }
            }
        }));
        assertEquals("", String.join("\n", broken));
    }

    private static boolean inside(String name, String layer) {
        return name.startsWith(layer + ".");
    }

    private static Map<String, List<String>> uses() throws IOException {
        var uses = new HashMap<String, List<String>>();
        for (String module : List.of("io", "http", "server")) {
            try (Stream<Path> files = Files.walk(checkout().resolve(module + "/target/classes"))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                    var parsed = ClassFile.of().parse(file);
                    var used = new ArrayList<String>();
                    for (PoolEntry entry : parsed.constantPool()) {
                        if (entry instanceof ClassEntry used1) {
                            used.add(used1.asInternalName().replaceFirst("^\\[+L", "").replace('/', '.'));
                        }
                    }
                    uses.put(parsed.thisClass().asInternalName().replace('/', '.'), used);
                }
            }
        }
        return uses;
    }

    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("muster"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
