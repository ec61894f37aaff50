package muster.main;

import java.io.PrintStream;
import java.util.List;

/// Where `muster` and `httpd` begin.
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        System.exit(run(List.of(words), Installation.fromProperties(), System.out, System.err));
    }

    /// @return the exit code
    static int run(List<String> words, Installation installation, PrintStream out, PrintStream err) {
        try {
            if (Serve.asked(words)) {
                return Serve.run(words, installation, out, err);
            }
            CommandLine line = CommandLine.parse(words);
            return Commands.run(line, installation, out, err);
        } catch (CommandLineException problem) {
            if (!problem.text().isEmpty()) {
                err.println(installation.command() + ": " + problem.text());
            }
            err.print(Usage.text(installation.command()));
            return 1;
        }
    }
}
