package muster.config;

import org.jspecify.annotations.Nullable;

/// Something about the configuration that the operator should know, though it is no error.
///
/// @param number httpd's AH number; from 60000 for Muster's own; 0 for none
/// @param position null if it isn't about one line
/// @param module whose warning it is, as logs say it: `alias`
public record Warning(int number, String message, @Nullable Position position, String module) {
    /// A warning of the core.
    public Warning(int number, String message, @Nullable Position position) {
        this(number, message, position, "core");
    }

    /// As httpd prints it while it starts: `AH00180: WARNING: ...`.
    @Override
    public String toString() {
        return number == 0 ? message : "AH%05d: %s".formatted(number, message);
    }
}
