package muster.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// An installation of Muster with a jar of somebody else's in its `modules/` folder, made of `resources/thirdparty`: one MPM, one module,
/// and the two lines that `ServiceLoader` finds them by.
final class ThirdPartyJar implements AutoCloseable {
    private final Path home;

    ThirdPartyJar() {
        try {
            home = Files.createTempDirectory("muster-home");
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.copy(Program.checkout().resolve("muster"), startScript());
            startScript().toFile().setExecutable(true, false);
            Files.createSymbolicLink(home.resolve("lib"), Program.checkout().resolve("target/muster/lib"));
            Files.createDirectory(home.resolve("modules"));
            build();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    Path startScript() {
        return home.resolve("muster");
    }

    private void build() throws IOException {
        Path sources = Program.checkout().resolve("dist/src/test/resources/thirdparty");
        Path classes = Files.createDirectory(home.resolve("classes"));
        var words = new ArrayList<>(List.of("-d", classes.toString(), "-cp", String.join(":", files(home.resolve("lib/."), ".jar"))));
        words.addAll(files(sources, ".java"));
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
        if (code != 0) {
            throw new AssertionError("the third party's sources can't be compiled");
        }
        try (OutputStream file = Files.newOutputStream(home.resolve("modules/thirdparty.jar"));
                var jar = new JarOutputStream(file)) {
            add(jar, classes, ".class");
            add(jar, sources, "Module");
            add(jar, sources, "Mpm");
        }
    }

    private static void add(JarOutputStream jar, Path folder, String ending) throws IOException {
        for (String file : files(folder, ending)) {
            jar.putNextEntry(new JarEntry(folder.relativize(Path.of(file)).toString()));
            Files.copy(Path.of(file), jar);
            jar.closeEntry();
        }
    }

    private static List<String> files(Path folder, String ending) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.map(Path::toString).filter(name -> name.endsWith(ending)).sorted().toList();
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
