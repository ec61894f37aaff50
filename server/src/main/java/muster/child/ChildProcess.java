package muster.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import muster.config.ConfigException;
import muster.log.LogLevel;
import muster.mpm.MpmSettings;
import muster.posix.Descriptors;
import muster.posix.FileIo;
import muster.posix.Memory;
import muster.posix.PosixException;
import muster.posix.Processes;
import muster.scoreboard.MappedChildPage;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/// A child: reads what it was given, compiles the configuration, gives up its rights, says READY, and lets the MPM serve.
///
/// Everything on the way to READY is kept short: a burst of connections waits for it.
public final class ChildProcess {
    /// How long a child that is to stop at once may still work.
    public static final long HASTE_MILLIS = 1000;

    private ChildProcess() {}

    /// Runs this process as a child of its parent. Does not return.
    public static void run(SnapshotReader reader) {
        ExitCode code;
        try {
            code = lived(reader);
        } catch (IOException | RuntimeException broken) {
            complain(broken.toString());
            code = ExitCode.VIRTUAL_MACHINE;
        }
        // Not exit(): there is nothing to shut down, and a stopping child holds an address or a reader's attention.
        Runtime.getRuntime().halt(code.code());
    }

    private static ExitCode lived(SnapshotReader reader) throws IOException {
        ChildHeader header;
        try {
            header = ChildHeader.receive();
        } catch (IOException missing) {
            complain(missing.getMessage());
            return ExitCode.NO_HEADER;
        }
        keepToMyself(header);
        var page = new MappedChildPage(
                Memory.map(Inherited.PAGE, MappedChildPage.size(header.threads()), true), header.threads());
        var listeners = new InheritedListeners(header.listeners());
        var stop = new StopFlag();
        Serving serving;
        try {
            byte[] snapshot = snapshot(Inherited.SNAPSHOT, header.snapshotSize());
            // It holds keys: nobody who gets hold of this process shall read them from it again.
            Descriptors.close(Inherited.SNAPSHOT);
            serving = reader.read(snapshot, header, new BoardView(), stop);
        } catch (ConfigException wrong) {
            complain(wrong.position() == null ? wrong.getMessage() : wrong.position() + ": " + wrong.getMessage());
            return ExitCode.CONFIGURATION;
        }
        page.requestTail(serving.requestTail());
        var child = new RunningChild(header, serving, listeners, stop, page);
        try {
            header.credentials().assume();
            if (serving.server().mainHost().settings().get(MpmSettings.NO_NEW_PRIVILEGES)) {
                Processes.forbidNewPrivileges(); // of this thread and all it starts: those that serve
            }
        } catch (PosixException refused) {
            child.log().write(LogLevel.EMERG, "unixd", 60022, "cannot give up the rights of root: " + refused.getMessage());
            serving.server().logs().finish();
            return ExitCode.PRIVILEGES;
        }
        ControlThread.start(header, stop, listeners, serving);
        return served(serving, child);
    }

    private static ExitCode served(Serving serving, RunningChild child) {
        Processes.name("muster-" + serving.mpm().name());
        child.page().accepting(true);
        RunningChild.tell(ToParent.READY);
        try {
            serving.mpm().serve(child);
            return ExitCode.FINISHED;
        } catch (IOException | RuntimeException failed) {
            child.log().write(LogLevel.CRIT, "mpm_" + serving.mpm().name(), 60023, "the MPM failed: " + failed);
            return ExitCode.MPM;
        } finally {
            child.page().accepting(false);
            serving.server().logs().finish();
        }
    }

    /// What this process inherited, the programs it starts must not.
    private static void keepToMyself(ChildHeader header) throws PosixException {
        int end = header.programDescriptor(header.programs());
        for (int fd = Inherited.CONTROL; fd < end; fd++) {
            Descriptors.closeOnExec(fd, true);
        }
    }

    static byte[] snapshot(int descriptor, int size) throws PosixException {
        if (size == 0) {
            return new byte[0];
        }
        var mapping = Memory.map(descriptor, size, false);
        byte[] bytes = mapping.toArray(JAVA_BYTE);
        Memory.unmap(mapping);
        return bytes;
    }

    /// Before there is a log: the standard error is the main error log.
    private static void complain(String message) {
        byte[] text = ("muster: child: " + message + "\n").getBytes(StandardCharsets.ISO_8859_1);
        int _ = FileIo.write(2, text, 0, text.length);
    }
}
