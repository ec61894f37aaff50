package muster.main;

import java.io.File;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import muster.mpm.Mpm;

/// The texts of `-v` and `-V`. Programs look for `Apache/2.4.NN` in the first line, so it names the version of httpd whose
/// behaviour this is.
final class Version {
    static final String MUSTER = "0.1.0";
    static final String COMPATIBLE = "2.4.71";

    private Version() {}

    static String brief() {
        return "Server version: Apache/" + COMPATIBLE + " (Muster/" + MUSTER + ")\n" + "Server built:   " + built() + "\n";
    }

    /// @param mpm the one that the configuration selects
    static String settings(Installation installation, Mpm mpm) {
        return brief()
                + "Server's Module Magic Number: 20120211:142\n"
                + "Server loaded:  Java " + Runtime.version() + "\n"
                + "Compiled using: Java " + Runtime.version().feature() + "\n"
                + "Architecture:   " + System.getProperty("sun.arch.data.model", "64") + "-bit\n"
                + "Server MPM:     " + mpm.name() + "\n"
                + "  threaded:     " + (mpm.threaded() ? "yes (fixed thread count)" : "no") + "\n"
                + "    forked:     yes (variable process count)\n"
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

    /// When the classes in use were packed: the jar's own date, since its content carries none (equal sources make
    /// equal jars).
    private static String built() {
        String first = System.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0];
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochMilli(new File(first).lastModified()));
    }
}
