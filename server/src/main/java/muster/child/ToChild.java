package muster.child;

import org.jspecify.annotations.Nullable;

/// What the parent tells a child after the header: one message of one byte each.
public enum ToChild {
    /// Accept nothing more, finish what was begun, exit.
    STOP('G'),
    /// The same, but soon: after [ChildProcess#HASTE_MILLIS] the process ends whatever it is doing.
    STOP_NOW('N'),
    /// The log files have been opened anew: their descriptors come with this message, in the order of the table.
    LOGS('L'),
    /// Some files of the configuration have been replaced: a newer snapshot comes with this message.
    RENEWED('C');

    private final byte code;

    ToChild(char code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    static @Nullable ToChild of(byte code) {
        for (ToChild message : values()) {
            if (message.code == code) {
                return message;
            }
        }
        return null;
    }
}
