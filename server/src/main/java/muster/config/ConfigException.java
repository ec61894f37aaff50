package muster.config;

import org.jspecify.annotations.Nullable;

/// The configuration is wrong: what, and where. Nothing of it takes effect.
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int SYNTAX_ERROR = 526;

    /// When a fault was found: httpd words the two differently.
    private enum Found {
        /// While files were read and put together.
        READING,
        /// While directives were carried out.
        APPLYING,
        /// In the configuration as a whole.
        AFTERWARDS,
        /// What httpd's modules find when they check it: said in their own words.
        CHECKING
    }

    private final transient @Nullable Position position;
    private final Found found;
    private final int number;

    private ConfigException(@Nullable Position position, Found found, int number, String message) {
        super(message);
        this.position = position;
        this.found = found;
        this.number = number;
    }

    /// A directive that can't be carried out.
    /// @param message httpd's words where httpd has words for it
    public ConfigException(Position position, String message) {
        this(position, Found.APPLYING, SYNTAX_ERROR, message);
    }

    /// A fault of the configuration as a whole, such as no `Listen` at all.
    public ConfigException(String message) {
        this(null, Found.AFTERWARDS, 0, message);
    }

    /// As [#ConfigException(String)], for a message that has a number in httpd.
    public ConfigException(int number, String message) {
        this(null, Found.AFTERWARDS, number, message);
    }

    /// A fault that keeps the files from being read to the end.
    /// @param message with the chain of including files in it, as httpd shows it
    static ConfigException reading(Position position, String message) {
        return new ConfigException(position, Found.READING, 0, message);
    }

    /// What a check of the whole configuration has found.
    /// @param message with its number
    public static ConfigException checking(String message) {
        return new ConfigException(null, Found.CHECKING, 0, message);
    }

    public @Nullable Position position() {
        return position;
    }

    /// httpd's AH number, or 0.
    public int number() {
        return number;
    }

    /// The whole complaint as httpd prints it to the terminal, without a line's end.
    /// @param command the name the server was called by
    public String report(String command) {
        Position where = position;
        if (found == Found.CHECKING) {
            return getMessage() + "\nAH00014: Configuration check failed";
        }
        String numbered = number == 0 ? "" : "AH%05d: ".formatted(number);
        if (found == Found.APPLYING && where != null) {
            return numbered + "Syntax error on line " + where.line() + " of " + where.file() + ":\n" + getMessage();
        }
        return numbered + command + ": " + getMessage();
    }
}
