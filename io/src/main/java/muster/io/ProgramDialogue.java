package muster.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import muster.posix.Errno;
import muster.posix.EventCounter;
import muster.posix.FileIo;
import muster.posix.Poll;
import muster.posix.PosixException;
import org.jspecify.annotations.Nullable;

/// A child's side of the dialogue with a [SharedProgram]. Its descriptors are, in this order: the pipe for questions (write), the pipe
/// with answers (read), the [DialogueState], and an event that is signalled when a turn ends.
///
/// One question at a time for all processes. Who gives up waiting leaves a note that an answer is still to come, and the next
/// caller throws it away before asking: a slow program gives late answers, never wrong ones.
final class ProgramDialogue {
    private static final int LONGEST_ANSWER = 1024 * 1024;
    /// How often somebody whose turn isn't signalled looks again: the one before may have died.
    private static final int TURN_MILLIS = 20;
    /// How often somebody who waits for an answer looks whether the program still runs.
    private static final int ALIVE_MILLIS = 200;

    private final int questions;
    private final int answers;
    private final DialogueState state;
    private final EventCounter turnEnded;
    /// Threads of this process; the lock in `state` is between processes.
    private final ReentrantLock threads = new ReentrantLock(true);

    ProgramDialogue(int first) throws PosixException {
        this.questions = first;
        this.answers = first + 1;
        this.state = new DialogueState(first + 2);
        this.turnEnded = new EventCounter(first + 3);
    }

    /// Blocks: for a thread that may.
    @Nullable String ask(String question, long deadline) throws IOException, InterruptedException {
        if (!threads.tryLock(Math.max(0, Deadline.pollMillis(deadline)), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("waiting for the turn at a program");
        }
        try {
            takeTurn(deadline);
            try {
                return exchange(question, deadline);
            } finally {
                state.unlock();
                turnEnded.signal();
            }
        } finally {
            threads.unlock();
        }
    }

    private void takeTurn(long deadline) throws IOException {
        while (!state.tryLock()) {
            if (Deadline.passed(deadline)) {
                throw new TimeoutException("waiting for the turn at a program");
            }
            if (await(turnEnded.descriptor(), Poll.IN, TURN_MILLIS)) {
                turnEnded.drain();
            }
        }
    }

    private @Nullable String exchange(String question, long deadline) throws IOException {
        int starts = state.starts();
        if (!state.running()) {
            return null;
        }
        if (state.unfinished()) {
            if (!write("\n", starts, deadline)) {
                return null;
            }
            state.unfinished(false);
        }
        for (int owed = state.owed(); owed > 0; owed--) {
            if (answer(starts, deadline) == null) {
                return null;
            }
            state.owed(owed - 1);
        }
        forgetTheUnasked();
        state.owed(1);
        state.unfinished(true);
        if (!write(question + "\n", starts, deadline)) {
            return null;
        }
        state.unfinished(false);
        String found = answer(starts, deadline);
        if (found != null) {
            state.owed(0);
        }
        return found;
    }

    /// A program that says more than it is asked would answer every question with the answer to one before.
    private void forgetTheUnasked() {
        var piece = new byte[4096];
        int n;
        do {
            n = FileIo.read(answers, piece, 0, piece.length);
        } while (n > 0);
    }

    /// @return false if the program has ended
    private boolean write(String text, int starts, long deadline) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int done = 0;
        while (done < bytes.length) {
            int n = FileIo.write(questions, bytes, done, bytes.length - done);
            if (n >= 0) {
                done += n;
            } else if (n != -Errno.EAGAIN && n != -Errno.EINTR) {
                throw PosixException.of("asking a program", n);
            } else if (!awaitProgram(questions, Poll.OUT, starts, deadline)) {
                return false;
            }
        }
        return true;
    }

    /// One line; what a program says beyond it nobody has asked for.
    /// @return null if the program has ended
    private @Nullable String answer(int starts, long deadline) throws IOException {
        var line = new ByteArrayOutputStream();
        var piece = new byte[4096];
        while (true) {
            int n = FileIo.read(answers, piece, 0, piece.length);
            if (n > 0) {
                int end = 0;
                while (end < n && piece[end] != '\n') {
                    end++;
                }
                line.write(piece, 0, end);
                if (end < n) {
                    return line.toString(StandardCharsets.ISO_8859_1);
                }
                if (line.size() > LONGEST_ANSWER) {
                    throw new IOException("a program's answer is longer than " + LONGEST_ANSWER + " bytes");
                }
            } else if (n == 0) {
                return null;
            } else if (n != -Errno.EAGAIN && n != -Errno.EINTR) {
                throw PosixException.of("reading a program's answer", n);
            } else if (!awaitProgram(answers, Poll.IN, starts, deadline)) {
                return null;
            }
        }
    }

    private boolean awaitProgram(int fd, int interest, int starts, long deadline) throws IOException {
        while (true) {
            if (!state.running() || state.starts() != starts) {
                return false;
            }
            if (Deadline.passed(deadline)) {
                throw new TimeoutException("waiting for a program's answer");
            }
            int left = Deadline.pollMillis(deadline);
            if (await(fd, interest, left < 0 ? ALIVE_MILLIS : Math.min(left, ALIVE_MILLIS))) {
                return true;
            }
        }
    }

    private static boolean await(int fd, int interest, int millis) throws PosixException {
        var poll = new Poll(1);
        poll.set(0, fd, interest);
        return poll.await(1, millis) > 0;
    }
}
