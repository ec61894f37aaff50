package muster.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a command did.
///
/// @param code its exit code
/// @param out what it wrote to its standard output
/// @param err what it wrote to its standard error
record Ran(int code, String out, String err) {
    /// Runs a command to its end. Its output goes to files, so that a daemon it leaves behind can't hold a pipe open unnoticed.
    static Ran of(List<String> command) {
        try {
            Path out = Files.createTempFile("muster-out", "");
            Path err = Files.createTempFile("muster-err", "");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                process.getOutputStream().close();
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("still running after a minute: " + command + "\n" + read(out) + read(err));
                }
                return new Ran(process.exitValue(), read(out), read(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException problem) {
            throw new AssertionError("interrupted", problem);
        }
    }

    static Ran of(String... command) {
        return of(List.of(command));
    }

    /// Fails unless the exit code is 0.
    Ran ok() {
        if (code != 0) {
            throw new AssertionError("exit code " + code + ": " + out + err);
        }
        return this;
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
