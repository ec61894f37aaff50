package muster.main;

import java.io.File;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;
import muster.config.ConfigException;
import muster.config.DiskSource;
import muster.main.ServerAssembly.Assembled;
import org.jspecify.annotations.Nullable;

/// `muster` alone, and `muster serve [DIRECTORY] [--port N] [--mpm NAME]`: a folder, served in the foreground with the built-in configuration.
final class Serve {
    private static final String PORT = "8080";

    private final Installation installation;
    private final PrintStream out;
    private final PrintStream err;
    private @Nullable String folder;
    private String port = PORT;
    private @Nullable String mpm;

    private Serve(Installation installation, PrintStream out, PrintStream err) {
        this.installation = installation;
        this.out = out;
        this.err = err;
    }

    /// Whether a command line is for this class.
    static boolean asked(List<String> words) {
        return words.isEmpty() || words.getFirst().equals("serve");
    }

    /// @return the exit code
    static int run(List<String> words, Installation installation, PrintStream out, PrintStream err) throws CommandLineException {
        var serve = new Serve(installation, out, err);
        serve.read(words);
        return serve.run();
    }

    private void read(List<String> words) throws CommandLineException {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            boolean last = i + 1 == words.size();
            switch (word) {
                case "--port", "-p" -> port = number(last ? "" : words.get(++i));
                case "--mpm" -> mpm = last ? "" : words.get(++i);
                default -> {
                    if (word.startsWith("-") || folder != null) {
                        throw new CommandLineException("serve takes one folder, --port and --mpm, not " + word);
                    }
                    folder = word;
                }
            }
        }
    }

    private static String number(String text) throws CommandLineException {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65536) {
                return text;
            }
        } catch (NumberFormatException _) {
            // The same complaint as for a number out of range.
        }
        throw new CommandLineException("--port takes a number from 1 to 65535");
    }

    private int run() {
        String site = folder == null ? installation.home() + "/site" : new File(folder).getAbsoluteFile().toPath().normalize().toString();
        if (!new File(site).isDirectory()) {
            err.println(installation.command() + ": there is no folder " + site);
            return 1;
        }
        var line = commandLine(site);
        var options = installation.options(line);
        Assembled assembled;
        try {
            assembled = ServerAssembly.assemble(new DiskSource(options), _ -> {});
        } catch (ConfigException wrong) {
            err.println(wrong.report(installation.command()));
            return 1;
        }
        return new Start(line, installation, options, err).run(() -> greet(site, assembled), this::complain);
    }

    private CommandLine commandLine(String site) {
        var before = new ArrayList<String>();
        before.add("Define MUSTER_PORT " + port);
        before.add("Define MUSTER_SITE \"" + site + "\"");
        if (mpm != null) {
            before.add("LoadModule mpm_" + mpm + "_module modules/mod_mpm_" + mpm + ".so");
        }
        return new CommandLine(
                null, null, List.of("FOREGROUND"), before, List.of(), null, null, null, EnumSet.noneOf(CommandLine.Flag.class));
    }

    private void greet(String site, Assembled assembled) {
        UnaryOperator<String> url = path -> "http://localhost:" + port + path;
        String why = assembled.mpmReason().isEmpty() ? "as you asked" : assembled.mpmReason();
        out.println("Muster serves " + site);
        out.println("    at      " + url.apply("/"));
        out.println("    MPM     " + assembled.mpm().name() + ": " + why);
        out.println("    status  " + url.apply("/server-status") + " (from this machine)");
        out.println("    logs    " + StateFolder.of(installation.home()));
        out.println("Ctrl-C ends it.");
        out.flush();
    }

    private void complain(Exception refused) {
        String message = String.valueOf(refused.getMessage());
        if (message.contains("Address already in use")) {
            err.println(installation.command() + ": port " + port + " is in use by another program; --port takes another one: "
                    + installation.command() + " serve --port " + (Integer.parseInt(port) + 1));
        } else {
            err.println(installation.command() + ": " + message);
        }
    }
}
