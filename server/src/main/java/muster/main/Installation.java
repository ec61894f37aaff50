package muster.main;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import muster.config.StartOptions;
import org.jspecify.annotations.Nullable;

/// Where this Muster lies, as the start script says.
///
/// @param home the folder of `conf/`, `modules/` and the start script; HTTPD_ROOT in `-V`
/// @param command the name it was called by, for messages
record Installation(String home, String command) {
    /// The configuration that is read without `-f`, below home; SERVER_CONFIG_FILE in `-V`.
    static final String CONFIG_FILE = "conf/muster.conf";

    static Installation fromProperties() {
        return new Installation(
                System.getProperty("muster.home", new File("").getAbsolutePath()), System.getProperty("muster.command", "muster"));
    }

    /// What a command line says about the configuration, with the defaults filled in.
    StartOptions options(CommandLine line) {
        String root = line.serverRoot() == null ? rootOf(line.configFile()) : absolute(line.serverRoot());
        String file = line.configFile() == null ? CONFIG_FILE : line.configFile();
        var before = new ArrayList<String>();
        if (line.configFile() == null) {
            before.add("Define MUSTER_HOME \"" + home + "\"");
            before.add("Define MUSTER_STATE \"" + StateFolder.of(home) + "\"");
        }
        before.addAll(line.before());
        return new StartOptions(
                root,
                file.startsWith("/") ? file : root + "/" + file,
                line.defines(),
                List.copyOf(before),
                line.after(),
                !line.has(CommandLine.Flag.NO_DOCUMENT_ROOT_CHECK));
    }

    /// A configuration with an `envvars` file beside it is laid out as Debian's: its folder is the server root, which httpd has built in
    /// there.
    private String rootOf(@Nullable String configuration) {
        String folder = configuration == null || !configuration.startsWith("/") ? null : new File(configuration).getParent();
        return folder != null && new File(folder, "envvars").isFile() ? folder : home;
    }

    private static String absolute(String path) {
        String whole = path.startsWith("/") ? path : new File("").getAbsolutePath() + "/" + path;
        return whole.length() > 1 && whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    }
}
