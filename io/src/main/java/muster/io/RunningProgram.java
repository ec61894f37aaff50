package muster.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import muster.posix.Descriptors;
import muster.posix.Descriptors.Pipe;
import muster.posix.Errno;
import muster.posix.FileIo;
import muster.posix.PosixException;
import muster.posix.Processes;
import muster.posix.Spawn;

/// A program at work for one request: three pipes, and the process at their other end.
///
/// Our ends never block, the program's do, as it expects of standard streams. Pipes rather than sockets: a program can open
/// `/dev/stdin` anew only if it is a pipe.
public final class RunningProgram implements AutoCloseable {
    /// The program's standard output and standard error.
    public enum Stream {
        OUTPUT,
        ERROR
    }

    private static final int CLOSED = -1;
    private static final int MOST_DESCRIPTORS = 5;

    private final Waiter waiter;
    private final int client;
    private final int process;
    private int input;
    private final int[] outputs;
    private boolean clientGone;
    private boolean exited;

    // What a wait is made of, filled anew each time.
    private final int[] fds = new int[MOST_DESCRIPTORS];
    private final int[] interests = new int[MOST_DESCRIPTORS];

    private RunningProgram(Waiter waiter, int client, int process, int input, int output, int error) {
        this.waiter = waiter;
        this.client = client;
        this.process = process;
        this.input = input;
        this.outputs = new int[] {output, error};
    }

    /// Starts a program. The time until the new process has left this one's memory may be long, so it passes where the waiter
    /// lets long things happen.
    ///
    /// @param client the connection that the program answers: it is watched for its end while the program is waited for
    /// @throws PosixException as `execve(2)` if the file can't be executed
    public static RunningProgram start(Program program, Connection client) throws IOException {
        var pipes = new Pipe[3];
        try {
            for (int i = 0; i < pipes.length; i++) {
                pipes[i] = Descriptors.pipe(false);
            }
            Descriptors.nonBlocking(pipes[0].writeEnd(), true);
            Descriptors.nonBlocking(pipes[1].readEnd(), true);
            Descriptors.nonBlocking(pipes[2].readEnd(), true);
            var spawn = new Spawn(
                    program.file(),
                    program.arguments(),
                    program.environment(),
                    pipes[0].readEnd(),
                    pipes[1].writeEnd(),
                    pipes[2].writeEnd(),
                    List.of(),
                    program.directory(),
                    false);
            int process = client.waiter().elsewhere(() -> Processes.pidfdOpen(Processes.spawn(spawn)));
            Descriptors.close(pipes[0].readEnd());
            Descriptors.close(pipes[1].writeEnd());
            Descriptors.close(pipes[2].writeEnd());
            return new RunningProgram(
                    client.waiter(),
                    client.descriptor(),
                    process,
                    pipes[0].writeEnd(),
                    pipes[1].readEnd(),
                    pipes[2].readEnd());
        } catch (Exception refused) {
            for (Pipe pipe : pipes) {
                if (pipe != null) {
                    pipe.close();
                }
            }
            throw refused instanceof IOException known ? known : new IOException("a program can't be started", refused);
        }
    }

    /// Writes to the program's standard input what it takes now: a count or [Connection#WOULD_WAIT].
    /// @throws PosixException EPIPE if it has stopped reading
    public int tryWrite(byte[] from, int offset, int length) throws IOException {
        int n = FileIo.write(input, from, offset, length);
        return n >= 0 ? n : waitOrThrow("write to a program", n);
    }

    /// Reads what the program has written: a count, [Connection#END] or [Connection#WOULD_WAIT].
    public int tryRead(Stream stream, byte[] into, int offset, int length) throws IOException {
        int fd = outputs[stream.ordinal()];
        if (fd == CLOSED) {
            return Connection.END;
        }
        int n = FileIo.read(fd, into, offset, length);
        if (n > 0) {
            return n;
        }
        if (n == 0) {
            closeStream(stream);
            return Connection.END;
        }
        return waitOrThrow("read from a program", n);
    }

    private static int waitOrThrow(String call, int result) throws PosixException {
        if (result == -Errno.EAGAIN || result == -Errno.EINTR) {
            return Connection.WOULD_WAIT;
        }
        throw PosixException.of(call, result);
    }

    /// Whether the program has said its last word on a stream, and it was read.
    public boolean ended(Stream stream) {
        return outputs[stream.ordinal()] == CLOSED;
    }

    /// Tells the program that its input is complete.
    public void closeInput() {
        if (input != CLOSED) {
            waiter.forget(input);
            Descriptors.close(input);
            input = CLOSED;
        }
    }

    /// Waits until one of the streams that aren't closed makes progress, or the program ends.
    /// @param writing whether the input is waited for, too
    /// @throws IOException if the client has left meanwhile
    public Ready await(boolean writing, long deadline) throws IOException {
        int count = 0;
        for (int fd : outputs) {
            if (fd != CLOSED) {
                count = watch(count, fd, Waiter.READABLE);
            }
        }
        if (writing && input != CLOSED) {
            count = watch(count, input, Waiter.WRITABLE);
        }
        int end = count;
        if (!exited) {
            count = watch(count, process, Waiter.READABLE);
        }
        count = watch(count, client, Waiter.BROKEN);
        var ready = new int[count];
        Ready how = waiter.awaitAny(Arrays.copyOf(fds, count), Arrays.copyOf(interests, count), ready, deadline, false);
        if (ready[count - 1] != 0) {
            clientGone = true;
            throw new IOException("the client has left");
        }
        exited |= ready[end] != 0;
        return how;
    }

    private int watch(int count, int fd, int interest) {
        fds[count] = fd;
        interests[count] = interest;
        return count + 1;
    }

    /// Whether a wait has found the program ended: what it hasn't written by now, only what it left behind can write.
    public boolean exited() {
        return exited;
    }

    /// Whether a wait has found the client gone.
    public boolean clientGone() {
        return clientGone;
    }

    /// Ends the pipes, and the program: it is asked to end if it hasn't, and killed if it doesn't.
    @Override
    public void close() {
        closeInput();
        closeStream(Stream.OUTPUT);
        closeStream(Stream.ERROR);
        waiter.forget(process);
        EndedPrograms.end(process);
    }

    private void closeStream(Stream stream) {
        int fd = outputs[stream.ordinal()];
        if (fd != CLOSED) {
            waiter.forget(fd);
            Descriptors.close(fd);
            outputs[stream.ordinal()] = CLOSED;
        }
    }
}
