package muster.modules.generators.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many processes of the machine wanted to run, on average over one, five and fifteen minutes (`proc_loadavg(5)`).
public record LoadAverage(double one, double five, double fifteen) {
    /// Asks the kernel; -1 for each where it doesn't tell.
    static LoadAverage now() {
        try {
            String[] words = Files.readString(Path.of("/proc/loadavg")).split(" ", 4);
            return new LoadAverage(
                    Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
        } catch (IOException | RuntimeException _) {
            return new LoadAverage(-1, -1, -1);
        }
    }
}
