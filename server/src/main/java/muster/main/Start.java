package muster.main;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import muster.config.ConfigException;
import muster.config.StartOptions;
import muster.main.CommandLine.Flag;
import muster.parent.ChildCommand;
import muster.parent.Parent;
import muster.parent.ParentOptions;
import muster.posix.PosixException;

/// Becomes the parent process, in the foreground or behind a launcher.
final class Start {
    private final CommandLine line;
    private final Installation installation;
    private final DiskConfiguration configuration;
    private final PrintStream err;

    Start(CommandLine line, Installation installation, StartOptions options, PrintStream err) {
        this.line = line;
        this.installation = installation;
        this.configuration = new DiskConfiguration(options, installation.command());
        this.err = err;
    }

    /// Serves until a signal ends it.
    /// @return the exit code
    int run() {
        return run(this::leaveLauncher, this::complain);
    }

    /// @param serving called when the first child accepts
    /// @param failed told why the server could not start
    int run(Runnable serving, java.util.function.Consumer<Exception> failed) {
        var options = new ParentOptions(
                commandLine(),
                ChildCommand.likeThisProcess(ChildMain.class.getName()),
                line.has(Flag.ONE_PROCESS) || line.defined("ONE_PROCESS"),
                !Daemon.launched() && System.console() != null && System.console().isTerminal(),
                serving);
        try {
            return new Parent(configuration, options).run();
        } catch (ConfigException | IOException refused) {
            failed.accept(refused);
            return 1;
        }
    }

    private void complain(Exception refused) {
        if (refused instanceof ConfigException wrong) {
            err.println(wrong.report(installation.command()));
        } else {
            err.println(refused.getMessage());
        }
    }

    private void leaveLauncher() {
        if (!Daemon.launched()) {
            return;
        }
        try {
            Daemon.leaveTerminal(configuration.errorLog());
        } catch (PosixException kept) {
            err.println(installation.command() + ": keeps the terminal: " + kept.getMessage());
        }
        Daemon.report(0);
    }

    /// As the error log quotes it: without `-k`, as in httpd.
    private String commandLine() {
        var words = new StringBuilder(installation.command());
        option(words, "-d", line.serverRoot());
        option(words, "-f", line.configFile());
        options(words, "-D", line.defines());
        options(words, "-C", line.before());
        options(words, "-c", line.after());
        return words.toString();
    }

    private static void option(StringBuilder words, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            words.append(' ').append(name).append(' ').append(value);
        }
    }

    private static void options(StringBuilder words, String name, List<String> values) {
        values.forEach(value -> option(words, name, value));
    }
}
