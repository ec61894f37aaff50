package muster.child;

import org.jspecify.annotations.Nullable;

/// What a child tells its parent: one message of one byte each. The parent treats anything else as noise.
public enum ToParent {
    /// The configuration is compiled, the privileges are dropped: it accepts from now on.
    READY('R'),
    /// It has served MaxConnectionsPerChild connections: please replace me. It goes on serving until it is told to stop.
    REPLACE('M'),
    /// Somebody looks at the status page: please bring the board up to date.
    LOOK('B');

    private final byte code;

    ToParent(char code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    /// The message with this code, or null.
    public static @Nullable ToParent of(byte code) {
        for (ToParent message : values()) {
            if (message.code == code) {
                return message;
            }
        }
        return null;
    }
}
