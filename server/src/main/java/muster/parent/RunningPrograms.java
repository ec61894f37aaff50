package muster.parent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.io.DialogueState;
import muster.io.SharedProgram;
import muster.log.LogLevel;
import muster.posix.Descriptors;
import muster.posix.Errno;
import muster.posix.EventCounter;
import muster.posix.FileIo;
import muster.posix.Memory;
import muster.posix.Poll;
import muster.posix.PosixException;
import muster.posix.Processes;
import muster.posix.Signals;
import muster.posix.Spawn;
import muster.posix.Users;

/// The programs that run for the children of one generation ([SharedProgram]), kept running.
///
/// The parent holds both ends of all pipes: children and programs come and go, the pipes stay. What is in them when a program ends is
/// thrown away before the next one starts, unread.
final class RunningPrograms {
    private static final int ENDED_EARLY = 60024;
    private static final int KILL_AFTER_MILLIS = 3000;
    private static final int LOOK_EVERY_MILLIS = 20;
    private static final List<String> ENVIRONMENT = List.of("PATH=/usr/local/bin:/usr/bin:/bin");
    private static final String SETPRIV = "/usr/bin/setpriv";

    private final ParentLogs logs;
    private final List<Kept> kept = new ArrayList<>();

    /// One program.
    private static final class Kept {
        final SharedProgram program;
        final Descriptors.Pipe questions;
        final Descriptors.Pipe answers;
        final int memory;
        final DialogueState state;
        final EventCounter turnEnded;
        int pid = -1;
        int pidfd = -1;

        Kept(SharedProgram program) throws PosixException {
            this.program = program;
            this.questions = Descriptors.pipe(false);
            this.answers = Descriptors.pipe(false);
            this.memory = Memory.create("muster-program", DialogueState.SIZE);
            this.state = new DialogueState(memory);
            this.turnEnded = new EventCounter();
            Descriptors.nonBlocking(questions.writeEnd(), true);
            Descriptors.nonBlocking(answers.readEnd(), true);
        }
    }

    /// @param logs of the generation
    RunningPrograms(ParentLogs logs) {
        this.logs = logs;
    }

    /// @throws IOException if one can't be started; what has been started is ended by [#end]
    void start(List<SharedProgram> programs) throws IOException {
        for (SharedProgram program : programs) {
            var one = new Kept(program);
            kept.add(one);
            try {
                start(one);
            } catch (PosixException refused) {
                SharedProgram.Complaint complaint = program.complaint();
                logs.log()
                        .writeFailure(
                                LogLevel.ERROR, complaint.module(), complaint.number(), refused.errno(), complaint.message());
                logs.log().write(LogLevel.EMERG, "core", 16, "Configuration Failed");
                throw new IOException(
                        "AH%05d: %s: %s".formatted(complaint.number(), complaint.message(), refused.getMessage()), refused);
            }
        }
    }

    /// What children are given, in the order they expect.
    List<Integer> descriptors() {
        var descriptors = new ArrayList<Integer>();
        for (Kept one : kept) {
            descriptors.add(one.questions.writeEnd());
            descriptors.add(one.answers.readEnd());
            descriptors.add(one.memory);
            descriptors.add(one.turnEnded.descriptor());
        }
        return descriptors;
    }

    /// Whether a process is one of these programs, which a reaper of orphans leaves alone.
    boolean owns(int pid) {
        return kept.stream().anyMatch(one -> one.pid == pid && one.pidfd >= 0);
    }

    /// Starts programs again that have ended; called once a second.
    void tend() {
        for (Kept one : kept) {
            try {
                if (one.pidfd >= 0 && hasEnded(one)) {
                    one.state.ended();
                    logs.log().write(
                            LogLevel.ERROR,
                            one.program.complaint().module(),
                            ENDED_EARLY,
                            "program '" + one.program.command().getFirst() + "' has ended; it is started again");
                }
                if (one.pidfd < 0) {
                    startAgain(one);
                }
            } catch (PosixException refused) {
                SharedProgram.Complaint complaint = one.program.complaint();
                logs.log().writeFailure(
                        LogLevel.ERROR, complaint.module(), complaint.number(), refused.errno(), complaint.message());
            }
        }
    }

    /// Who was in the middle of a dialogue with the one that has ended notices within a moment; until then its lock says so.
    private void startAgain(Kept one) throws PosixException {
        if (!one.state.tryLock()) {
            return;
        }
        try {
            drain(one.questions.readEnd());
            drain(one.answers.readEnd());
            start(one);
        } finally {
            one.state.unlock();
            one.turnEnded.signal();
        }
    }

    private static void drain(int fd) throws PosixException {
        var unread = new byte[4096];
        var poll = new Poll(1);
        poll.set(0, fd, Poll.IN);
        while (poll.await(1, 0) > 0 && FileIo.read(fd, unread, 0, unread.length) > 0) {
            // nobody wants it any more
        }
    }

    private void start(Kept one) throws PosixException {
        List<String> words = words(one.program);
        String file = one.program.command().getFirst();
        int pid = Processes.spawn(new Spawn(
                words.getFirst(),
                words,
                ENVIRONMENT,
                one.questions.readEnd(),
                one.answers.writeEnd(),
                logs.standardError(),
                List.of(),
                file.substring(0, Math.max(1, file.lastIndexOf('/'))),
                true));
        one.pid = pid;
        one.pidfd = Processes.pidfdOpen(pid);
        one.state.started();
    }

    /// A process can be started as somebody else only by a program that becomes somebody else before it runs another.
    private static List<String> words(SharedProgram program) throws PosixException {
        String user = program.user();
        if (user == null) {
            return program.command();
        }
        Users.User known = Users.byName(user);
        if (known == null) {
            throw new PosixException("no user " + user, Errno.EINVAL);
        }
        if (Users.geteuid() != 0) {
            if (known.uid() == Users.geteuid()) {
                return program.command();
            }
            throw new PosixException("becoming " + user, Errno.EPERM);
        }
        var words = new ArrayList<>(List.of(
                SETPRIV, "--reuid=" + known.uid(), "--regid=" + group(program, known), "--init-groups", "--"));
        words.addAll(program.command());
        return words;
    }

    private static int group(SharedProgram program, Users.User user) throws PosixException {
        String name = program.group();
        int group = name == null ? user.gid() : Users.groupByName(name);
        if (group < 0) {
            throw new PosixException("no group " + name, Errno.EINVAL);
        }
        return group;
    }

    private static boolean hasEnded(Kept one) {
        try {
            if (Processes.reap(one.pidfd) == null) {
                return false;
            }
        } catch (PosixException _) {
            // Somebody else has reaped it.
        }
        Descriptors.close(one.pidfd);
        one.pidfd = -1;
        return true;
    }

    /// Ends them all: they are told to, and killed if they don't.
    void end() {
        for (Kept one : kept) {
            one.state.ended();
            signal(one, Signals.SIGTERM);
            one.questions.close();
            one.answers.close();
        }
        long killAt = System.nanoTime() + KILL_AFTER_MILLIS * 1_000_000L;
        for (Kept one : kept) {
            await(one, killAt);
            release(one);
        }
        kept.clear();
    }

    private static void await(Kept one, long killAt) {
        while (one.pidfd >= 0 && !hasEnded(one)) {
            if (System.nanoTime() - killAt >= 0) {
                signal(one, Signals.SIGKILL);
            }
            poll(one.pidfd);
        }
    }

    /// A pidfd is readable when its process has ended.
    private static void poll(int pidfd) {
        try {
            var poll = new Poll(1);
            poll.set(0, pidfd, Poll.IN);
            int _ = poll.await(1, LOOK_EVERY_MILLIS);
        } catch (PosixException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static void signal(Kept one, int signal) {
        if (one.pidfd >= 0) {
            try {
                Processes.signal(one.pidfd, signal);
            } catch (PosixException _) {
                // It has ended, or isn't ours to signal.
            }
        }
    }

    private static void release(Kept one) {
        try {
            one.state.close();
        } catch (PosixException unexpected) {
            throw new IllegalStateException(unexpected);
        }
        one.turnEnded.close();
        Descriptors.close(one.memory);
    }
}
