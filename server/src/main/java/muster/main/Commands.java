package muster.main;

import java.io.PrintStream;
import muster.main.CommandLine.Flag;

/// Does what a command line asks, in the order in which httpd looks at its options.
final class Commands {
    private Commands() {}

    static int run(CommandLine line, Installation installation, PrintStream out, PrintStream err) {
        if (line.has(Flag.HELP)) {
            err.print(Usage.text(installation.command()));
            return 1;
        }
        if (line.has(Flag.VERSION)) {
            out.print(Version.brief());
            return 0;
        }
        if (line.has(Flag.MODULES)) {
            out.println("Compiled in modules:");
            BuiltInModules.STATIC_FILES.forEach(file -> out.println("  " + file));
            return 0;
        }
        err.print(Usage.text(installation.command()));
        return 1;
    }
}
