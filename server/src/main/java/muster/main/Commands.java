package muster.main;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import muster.config.ConfigException;
import muster.config.DiskSource;
import muster.config.StartOptions;
import muster.log.LogLevel;
import muster.main.CommandLine.Flag;
import muster.main.CommandLine.Signal;
import muster.main.ServerAssembly.Assembled;
import muster.mpm.MpmSettings;
import muster.mpm.MpmSizes;
import muster.posix.Descriptors;
import muster.posix.Errno;
import muster.posix.FileIo;
import muster.posix.PosixException;

/// Does what a command line asks, in the order in which httpd looks at its options.
final class Commands {
    private static final int STARTUP_LOG_MODE = 0644;

    private final CommandLine line;
    private final Installation installation;
    private final PrintStream out;
    private final PrintStream err;
    private final StartupLog startup;

    private Commands(CommandLine line, Installation installation, PrintStream out, PrintStream err) {
        this.line = line;
        this.installation = installation;
        this.out = out;
        this.err = err;
        LogLevel level = line.startupLevel();
        this.startup = new StartupLog(err, installation.command(), level == null ? LogLevel.NOTICE : level);
    }

    static int run(CommandLine line, Installation installation, PrintStream out, PrintStream err) {
        String file = line.startupLog();
        if (file == null) {
            return new Commands(line, installation, out, err).run();
        }
        try {
            Descriptors.close(FileIo.open(file, FileIo.O_WRONLY | FileIo.O_CREAT, STARTUP_LOG_MODE));
        } catch (PosixException refused) {
            err.println("(%d)%s: AH00086: %s: could not open error log file %s."
                    .formatted(refused.errno(), Errno.text(refused.errno()), installation.command(), file));
            return new Commands(line, installation, out, err).run();
        }
        try (var log = new PrintStream(new FileOutputStream(file, true), true)) {
            return new Commands(line, installation, out, log).run();
        } catch (IOException refused) {
            err.println(installation.command() + ": " + refused.getMessage());
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
            assembled = ServerAssembly.assemble(new DiskSource(options()), startup::warn);
            ConfigurationCheck.run(assembled);
            MpmSizes.of(assembled.compiled().mainHost().settings(), assembled.mpm()).warnings().forEach(startup::warn);
            startup.loaded(assembled.modules());
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
            // A dump of mod_info is part of the test in httpd; the others are what the command is for.
            if (line.has(Flag.TEST) && line.defines().stream().filter(name -> name.startsWith("DUMP_")).allMatch("DUMP_CONFIG"::equals)) {
                err.println("Syntax OK");
            }
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
}
