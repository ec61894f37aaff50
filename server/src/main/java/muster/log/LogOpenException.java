package muster.log;

import java.io.IOException;
import muster.posix.Errno;
import muster.posix.PosixException;

/// A log can't be opened: which one, and why.
public final class LogOpenException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient LogTarget target;
    private final int errno;

    LogOpenException(LogTarget target, PosixException cause) {
        super(cause.getMessage(), cause);
        this.target = target;
        this.errno = cause.errno();
    }

    public LogTarget target() {
        return target;
    }

    /// httpd's words, which name what the log is for; its command's name stands in the first.
    /// @param errors whether it is somebody's error log
    public String report(String command, boolean errors) {
        String reason = "(" + errno + ")" + Errno.text(errno) + ": ";
        String complaint =
                switch (target) {
                    case LogTarget.File(String path) -> errors
                            ? "AH00091: " + command + ": could not open error log file " + path + "."
                            : "AH00649: could not open transfer log file " + path + ".";
                    case LogTarget.Program program -> errors
                            ? "AH00089: Couldn't start ErrorLog process '" + program.command() + "'."
                            : "AH00104: unable to start piped log program '" + program.command() + "'";
                    case LogTarget.Daemon _ -> "AH10036: " + command + ": could not open syslog error log.";
                    case LogTarget.Stream(int descriptor) ->
                        "AH00091: " + command + ": descriptor " + descriptor + " is not open.";
                };
        return reason + complaint + "\nAH00015: Unable to open logs";
    }
}
