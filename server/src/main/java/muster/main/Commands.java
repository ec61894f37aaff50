package muster.main;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import muster.config.ConfigException;
import muster.config.DiskSource;
import muster.config.Settings;
import muster.config.StartOptions;
import muster.config.Warning;
import muster.main.CommandLine.Flag;
import muster.main.CommandLine.Signal;
import muster.main.ServerAssembly.Assembled;
import muster.mpm.MpmSettings;
import muster.mpm.MpmSizes;
import muster.posix.PosixException;
import muster.posix.Users;

/// Does what a command line asks, in the order in which httpd looks at its options.
final class Commands {
    private static final int BAD_USER = 543;
    private static final int BAD_GROUP = 544;

    private final CommandLine line;
    private final Installation installation;
    private final PrintStream out;
    private final PrintStream err;

    private Commands(CommandLine line, Installation installation, PrintStream out, PrintStream err) {
        this.line = line;
        this.installation = installation;
        this.out = out;
        this.err = err;
    }

    static int run(CommandLine line, Installation installation, PrintStream out, PrintStream err) {
        String file = line.startupLog();
        if (file == null) {
            return new Commands(line, installation, out, err).run();
        }
        try (var log = new PrintStream(new FileOutputStream(file, true), true)) {
            return new Commands(line, installation, out, log).run();
        } catch (IOException refused) {
            err.println(installation.command() + ": could not open error log file " + file + ".");
            return 1;
        }
    }

    private int run() {
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
            BuiltInModules.always().forEach(module -> out.println("  " + module.file()));
            return 0;
        }
        if (startsInBackground() && !Daemon.launched()) {
            return launch();
        }
        Assembled assembled;
        try {
            assembled = ServerAssembly.assemble(new DiskSource(options()), this::warn);
            check(assembled);
        } catch (ConfigException wrong) {
            err.println(wrong.report(installation.command()));
            if (line.has(Flag.SETTINGS)) {
                out.print(Version.settings(installation, null));
            }
            return 1;
        }
        return withConfiguration(assembled);
    }

    private int withConfiguration(Assembled assembled) {
        if (line.has(Flag.SETTINGS)) {
            out.print(Version.settings(installation, assembled.mpm()));
            return 0;
        }
        if (line.has(Flag.DIRECTIVES)) {
            Dumps.directives(assembled.modules().registry(), out);
            return 0;
        }
        if (Dumps.print(line, assembled, out)) {
            return 0;
        }
        if (line.has(Flag.TEST) || line.signal() == Signal.CONFIGTEST) {
            err.println("Syntax OK");
            return 0;
        }
        Signal signal = line.signal() == null ? Signal.START : line.signal();
        String pidFile = assembled.compiled().mainHost().settings().get(MpmSettings.PID_FILE);
        return switch (Control.send(signal, pidFile, out, err)) {
            case DONE -> reported(0);
            case FAILED -> 1;
            case START -> foreground() || Daemon.launched() ? new Start(line, installation, options(), err).run() : launch();
        };
    }

    private static int reported(int code) {
        Daemon.report(code);
        return code;
    }

    private int launch() {
        try {
            return Daemon.launch();
        } catch (PosixException refused) {
            err.println(installation.command() + ": could not start: " + refused.getMessage());
            return 1;
        }
    }

    /// Whether all that this command can end in is a server in the background: then nothing needs to be read here.
    private boolean startsInBackground() {
        boolean starts = line.signal() == null || line.signal() == Signal.START;
        return starts
                && !foreground()
                && !line.has(Flag.TEST)
                && !line.has(Flag.SETTINGS)
                && !line.has(Flag.DIRECTIVES)
                && line.defines().stream().noneMatch(name -> name.startsWith("DUMP_"));
    }

    private boolean foreground() {
        return line.has(Flag.ONE_PROCESS)
                || line.defined("FOREGROUND")
                || line.defined("NO_DETACH")
                || line.defined("ONE_PROCESS")
                || line.defined("DEBUG");
    }

    private StartOptions options() {
        return installation.options(line);
    }

    /// What httpd finds out after it has read a configuration.
    private void check(Assembled assembled) throws ConfigException {
        Settings settings = assembled.compiled().mainHost().settings();
        String user = settings.get(MpmSettings.USER);
        if (!user.startsWith("#") && Users.byName(user) == null) {
            throw new ConfigException(BAD_USER, "bad user name " + user);
        }
        String group = settings.get(MpmSettings.GROUP);
        if (!group.startsWith("#") && Users.groupByName(group) < 0) {
            throw new ConfigException(BAD_GROUP, "bad group name " + group);
        }
        MpmSizes.of(settings, assembled.mpm()).warnings().forEach(this::warn);
    }

    /// As httpd prints what it finds before there is an error log.
    private void warn(Warning warning) {
        err.println(StartupLines.of(warning, installation.command()));
    }
}
