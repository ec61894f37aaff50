package muster.config;

import org.jspecify.annotations.Nullable;

/// The configuration is wrong: what, and where. Nothing of it takes effect.
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Position position;

    /// @param message httpd's words where httpd has words for it
    public ConfigException(Position position, String message) {
        super(message);
        this.position = position;
    }

    /// A fault of the configuration as a whole, such as no `Listen` at all.
    public ConfigException(String message) {
        super(message);
        this.position = null;
    }

    public @Nullable Position position() {
        return position;
    }
}
