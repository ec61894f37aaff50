package muster.log;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import muster.posix.Descriptors;
import muster.posix.FileIo;
import muster.posix.PerThread;
import muster.posix.PosixException;
import muster.posix.Statx;
import muster.posix.Syslog;

/// The open logs of a generation, by their place in the list of its targets.
///
/// The parent opens them, as root if it is root; a child is given the descriptors in the same order and never opens a log by
/// its name.
public final class LogFiles {
    /// `fcntl(2)`: a copy at or above a number, close-on-exec.
    private static final int F_DUPFD_CLOEXEC = 1030;
    /// Permissions of a new log, less the umask; httpd's.
    private static final int MODE = 0644;

    private final List<LogTarget> targets;
    private final LogOutput[] outputs;
    private final LogPrograms programs;
    /// Of every thread that has written.
    private final List<PendingLines> all = new CopyOnWriteArrayList<>();
    private final PerThread<PendingLines> pending = new PerThread<>(this::ofANewThread);
    /// Files whose name led nowhere at the last look.
    private final BitSet missing = new BitSet();

    private LogFiles(List<LogTarget> targets, LogPrograms programs) {
        this.targets = List.copyOf(targets);
        this.outputs = new LogOutput[targets.size()];
        this.programs = programs;
    }

    /// Opens all logs; for the parent. If one can't be opened, none stays open.
    /// @param programs those that run already, of an earlier generation, are kept
    public static LogFiles open(List<LogTarget> targets, LogPrograms programs) throws LogOpenException {
        var files = new LogFiles(targets, programs);
        for (int i = 0; i < targets.size(); i++) {
            LogTarget target = targets.get(i);
            try {
                files.outputs[i] = new LogOutput(target, files.open(target), target instanceof LogTarget.Program);
            } catch (PosixException refused) {
                files.close();
                throw new LogOpenException(target, refused);
            }
        }
        return files;
    }

    /// Takes over descriptors that the parent opened; for a child.
    /// @param descriptors in the order of the targets
    public static LogFiles adopt(List<LogTarget> targets, int[] descriptors) {
        var files = new LogFiles(targets, new LogPrograms());
        for (int i = 0; i < descriptors.length; i++) {
            LogTarget target = targets.get(i);
            files.outputs[i] = new LogOutput(target, descriptors[i], target instanceof LogTarget.Program);
        }
        return files;
    }

    public List<LogTarget> targets() {
        return targets;
    }

    /// In the order of the targets; to be passed to children.
    public int[] descriptors() {
        var descriptors = new int[outputs.length];
        for (int i = 0; i < descriptors.length; i++) {
            descriptors[i] = outputs[i].descriptor();
        }
        return descriptors;
    }

    /// One of the logs, by the place of its target.
    public LogOutput output(int index) {
        return outputs[index];
    }

    /// Where a target stands in the list.
    public int indexOf(LogTarget target) {
        return targets.indexOf(target);
    }

    /// Makes a log the standard error of this process, so that what the virtual machine or a library says last is found there.
    public void becomeStandardError(int index) throws PosixException {
        Descriptors.dup2(outputs[index].descriptor(), 2);
    }

    /// The lines of the calling thread that aren't written yet.
    public PendingLines ofThisThread() {
        return pending.mine();
    }

    private PendingLines ofANewThread() {
        var lines = new PendingLines(this);
        all.add(lines);
        return lines;
    }

    /// Writes the lines of all threads. None of them may be writing any more.
    public void flushAll() {
        all.forEach(PendingLines::flush);
    }

    /// Files whose name leads to another file by now, opened anew: for the parent, about once a second. A name that leads nowhere is given
    /// until the next look, so that a program that rotates logs can make the new file itself.
    /// @return the places of those that were; children are to be sent their descriptors
    public List<Integer> reopenMoved() {
        var moved = new ArrayList<Integer>();
        for (int i = 0; i < outputs.length; i++) {
            if (targets.get(i) instanceof LogTarget.File(String path) && moved(i, path)) {
                try {
                    outputs[i].replace(append(path));
                    moved.add(i);
                } catch (PosixException _) {
                    // Its folder is gone, or not ours any more: the old file goes on being written, and this is tried again.
                    continue;
                }
            }
        }
        return moved;
    }

    /// Closes what this process has open. Log programs find the end of their input when the last process has closed.
    public void close() {
        for (LogOutput output : outputs) {
            if (output != null && !(output.target() instanceof LogTarget.Program && programs.ownsPipe(output.descriptor()))) {
                Descriptors.close(output.descriptor());
            }
        }
    }

    private int open(LogTarget target) throws PosixException {
        return switch (target) {
            case LogTarget.File(String path) -> append(path);
            case LogTarget.Stream(int number) -> Descriptors.fcntl(number, F_DUPFD_CLOEXEC, 3);
            case LogTarget.Program program -> programs.inputOf(program);
            case LogTarget.Daemon _ -> Syslog.connectIfPossible();
        };
    }

    private static int append(String path) throws PosixException {
        return FileIo.open(path, FileIo.O_WRONLY | FileIo.O_APPEND | FileIo.O_CREAT, MODE);
    }

    private boolean moved(int index, String path) {
        var status = Statx.mine();
        if (status.descriptor(outputs[index].descriptor()) < 0) {
            return false;
        }
        long device = status.device();
        long inode = status.inode();
        if (status.path(path, true) < 0) {
            boolean missedBefore = missing.get(index);
            missing.set(index, !missedBefore);
            return missedBefore;
        }
        missing.clear(index);
        return status.device() != device || status.inode() != inode;
    }
}
