package muster.child;

import org.jspecify.annotations.Nullable;

/// Why a child ended by itself. The parent puts the meaning into the error log.
public enum ExitCode {
    FINISHED(0, "finished", false),
    /// The virtual machine's own code for an uncaught exception or a refused option.
    VIRTUAL_MACHINE(1, "the Java virtual machine could not start, or an error was not handled", false),
    /// The virtual machine's own code with -XX:+ExitOnOutOfMemoryError.
    OUT_OF_MEMORY(3, "out of memory", false),
    /// The parent went away, or sent no header.
    NO_HEADER(70, "the parent sent no header", false),
    CONFIGURATION(71, "the generation's configuration could not be compiled", true),
    PRIVILEGES(72, "the rights of root could not be given up", true),
    MPM(73, "the MPM failed", false),
    /// Told to end at once, it left connections unfinished.
    HASTE(74, "ended at once as told", false);

    private final int code;
    private final String meaning;
    private final boolean fatal;

    ExitCode(int code, String meaning, boolean fatal) {
        this.code = code;
        this.meaning = meaning;
        this.fatal = fatal;
    }

    public int code() {
        return code;
    }

    /// For the error log: "out of memory".
    public String meaning() {
        return meaning;
    }

    /// Whether another child of the same generation would fare the same.
    public boolean fatal() {
        return fatal;
    }

    /// The constant of a code, or null for one that no child of ours uses.
    public static @Nullable ExitCode of(int code) {
        for (ExitCode known : values()) {
            if (known.code == code) {
                return known;
            }
        }
        return null;
    }
}
