package muster.parent;

import java.util.HashSet;
import java.util.List;
import muster.core.Logs;
import muster.log.Log;
import muster.log.LogFiles;
import muster.log.LogLevel;
import muster.log.LogPrograms;
import muster.posix.PosixException;

/// The logs of a generation as the parent holds them: the open files, and the programs behind pipes, which all generations share.
public final class OpenLogs implements ParentLogs {
    /// The main error log is the first of the targets.
    private static final int MAIN = 0;

    private final Log log;
    private final LogFiles files;
    private final LogPrograms programs;

    /// @param logs over `files`
    public OpenLogs(Logs logs, LogFiles files, LogPrograms programs) {
        this.log = logs.serverLog();
        this.files = files;
        this.programs = programs;
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public int[] descriptors() {
        return files.descriptors();
    }

    @Override
    public int standardError() {
        return files.output(MAIN).descriptor();
    }

    @Override
    public List<Integer> reopenMoved() {
        List<Integer> moved = files.reopenMoved();
        if (moved.contains(MAIN)) {
            redirectStandardError();
        }
        return moved;
    }

    @Override
    public void tend() {
        for (LogPrograms.Restart restart : programs.restartEnded()) {
            log.write(LogLevel.ERROR, "core", 106, "piped log program '" + restart.command() + "' failed unexpectedly");
            if (!restart.failure().isEmpty()) {
                log.write(LogLevel.ERROR, "core", 104, "Unable to start piped log program '" + restart.command() + "': "
                        + restart.failure());
            }
        }
    }

    @Override
    public boolean owns(long pid) {
        return programs.owns(pid);
    }

    @Override
    public void takeOver() {
        programs.keepOnly(new HashSet<>(files.targets()));
        redirectStandardError();
    }

    @Override
    public void close() {
        files.close();
    }

    @Override
    public void end() {
        programs.close(true);
    }

    private void redirectStandardError() {
        try {
            files.becomeStandardError(MAIN);
        } catch (PosixException refused) {
            log.warn("core", 92, "unable to replace stderr with error_log: " + refused.getMessage());
        }
    }
}
