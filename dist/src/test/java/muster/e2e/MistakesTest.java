package muster.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/// As [ConfigErrorsTest], for the configurations in the files of `mistakes/`: a line of module names, then pieces of configuration
/// with a line of hyphens between them. `-Dmistakes=name` runs the files whose names start so.
final class MistakesTest {
    private static final String ONLY = System.getProperty("mistakes", "");

    private final Twins twins = new Twins();

    @AfterEach
    void close() {
        twins.close();
    }

    @TestFactory
    Stream<DynamicNode> mistakes() throws IOException {
        Path folder = Program.checkout().resolve("dist/src/test/resources/mistakes");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(ONLY)).sorted().map(this::tests).toList().stream();
        }
    }

    private DynamicNode tests(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException problem) {
            throw new java.io.UncheckedIOException(problem);
        }
        int end = text.indexOf('\n');
        String modules = Stream.of(text.substring(0, end).split(" ")).map(TestServer::loadModule).collect(Collectors.joining());
        return dynamicContainer(
                file.getFileName().toString(),
                Stream.of(text.substring(end + 1).split("(?m)^-+\n"))
                        .map(piece -> dynamicTest(piece, () -> agree(modules + piece))));
    }

    private void agree(String body) {
        for (TestServer server : List.of(twins.muster(), twins.apache())) {
            server.configure(MpmName.EVENT, body.replace("FOLDER", server.folder().toString()));
        }
        twins.agreeOnCommand("-t");
    }
}
