package muster.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/// A program that understands httpd's command line.
enum Program {
    MUSTER(checkout().resolve("muster").toString()),
    APACHE("/usr/sbin/apache2");

    private final String command;

    Program(String command) {
        this.command = command;
    }

    /// The program that tests without a reason to choose are about.
    static Program underTest() {
        return valueOf(System.getProperty("muster.e2e.program", "MUSTER"));
    }

    String command() {
        return command;
    }

    /// The folder of the start script, wherever in the checkout the tests are started.
    static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("muster"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("these tests run inside a checkout of Muster");
            }
        }
        return folder;
    }
}
