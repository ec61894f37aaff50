package muster.main;

import java.io.File;

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
}
