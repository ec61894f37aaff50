package muster.main;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import muster.config.StartOptions;

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
        String root = line.serverRoot() == null ? home : absolute(line.serverRoot());
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

    private static String absolute(String path) {
        String whole = path.startsWith("/") ? path : new File("").getAbsolutePath() + "/" + path;
        return whole.length() > 1 && whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    }
}
