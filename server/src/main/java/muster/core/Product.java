package muster.core;

import java.io.File;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// What this program is called.
public final class Product {
    /// The version of Muster.
    public static final String VERSION = "0.1.0";
    /// The version of Apache httpd whose behaviour this is. Programs look for `Apache/2.4.NN`.
    public static final String COMPATIBLE = "2.4.71";
    /// As `-v`, the status page and the error log say it.
    public static final String DESCRIPTION = "Apache/" + COMPATIBLE + " (Muster/" + VERSION + ")";

    private Product() {}

    /// When the classes in use were packed: the jar's own date, since its content carries none (equal sources make
    /// equal jars).
    public static String built() {
        String first = System.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0];
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochMilli(new File(first).lastModified()));
    }
}
