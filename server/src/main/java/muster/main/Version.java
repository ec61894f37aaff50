package muster.main;

import muster.core.Product;
import muster.mpm.Mpm;
import org.jspecify.annotations.Nullable;

/// The texts of `-v` and `-V`. Programs look for `Apache/2.4.NN` in the first line, so it names the version of httpd whose
/// behaviour this is.
final class Version {
    private Version() {}

    static String brief() {
        return "Server version: " + Product.DESCRIPTION + "\nServer built:   " + Product.built() + "\n";
    }

    /// @param mpm the one that the configuration selects, or null if the configuration is wrong
    static String settings(Installation installation, @Nullable Mpm mpm) {
        return brief()
                + "Server's Module Magic Number: 20120211:142\n"
                + "Server loaded:  Java " + Runtime.version() + "\n"
                + "Compiled using: Java " + Runtime.version().feature() + "\n"
                + "Architecture:   " + System.getProperty("sun.arch.data.model", "64") + "-bit\n"
                + "Server MPM:     " + (mpm == null ? "\n" : about(mpm))
                + "Server compiled with....\n"
                + " -D APR_HAS_SENDFILE\n"
                + " -D APR_HAVE_IPV6 (IPv4-mapped addresses enabled)\n"
                + " -D AP_HAVE_RELIABLE_PIPED_LOGS\n"
                + " -D HTTPD_ROOT=\"" + installation.home() + "\"\n"
                + " -D DEFAULT_PIDLOG=\"logs/httpd.pid\"\n"
                + " -D DEFAULT_ERRORLOG=\"logs/error_log\"\n"
                + " -D AP_TYPES_CONFIG_FILE=\"conf/mime.types\"\n"
                + " -D SERVER_CONFIG_FILE=\"" + Installation.CONFIG_FILE + "\"\n";
    }

    private static String about(Mpm mpm) {
        return mpm.name()
                + "\n  threaded:     " + (mpm.threaded() ? "yes (fixed thread count)" : "no")
                + "\n    forked:     yes (variable process count)\n";
    }
}
