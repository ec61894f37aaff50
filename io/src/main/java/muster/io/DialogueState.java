package muster.io;

import java.lang.foreign.MemorySegment;
import muster.posix.Memory;
import muster.posix.PosixException;
import muster.posix.RecordLock;

import static java.lang.foreign.ValueLayout.JAVA_INT;

/// Where the dialogue with a [SharedProgram] stands: memory that all processes see, and the lock on it. What a child that died in the
/// middle of a dialogue has left undone, the next one finds written here.
public final class DialogueState {
    /// Bytes of the shared memory.
    public static final long SIZE = 16;

    private static final int RUNNING = 0;
    private static final int STARTS = 4;
    private static final int OWED = 8;
    private static final int UNFINISHED = 12;

    private final int fd;
    private final MemorySegment memory;

    /// @param fd of an anonymous file of [#SIZE] bytes
    public DialogueState(int fd) throws PosixException {
        this.fd = fd;
        this.memory = Memory.map(fd, SIZE, true);
    }

    /// Takes the lock if no other process has it.
    public boolean tryLock() throws PosixException {
        return RecordLock.tryTake(fd);
    }

    public void unlock() throws PosixException {
        RecordLock.giveBack(fd);
    }

    /// Whether the program listens. Only the parent says so.
    public boolean running() {
        return memory.get(JAVA_INT, RUNNING) == 1;
    }

    /// How often the program has been started: whoever waits for an answer sees by it that there will be none.
    public int starts() {
        return memory.get(JAVA_INT, STARTS);
    }

    /// The program has been started, and nobody has asked it anything.
    public void started() {
        memory.set(JAVA_INT, OWED, 0);
        memory.set(JAVA_INT, UNFINISHED, 0);
        memory.set(JAVA_INT, STARTS, starts() + 1);
        memory.set(JAVA_INT, RUNNING, 1);
    }

    public void ended() {
        memory.set(JAVA_INT, RUNNING, 0);
    }

    /// Answers that the program owes to callers who don't wait for them any more.
    int owed() {
        return memory.get(JAVA_INT, OWED);
    }

    void owed(int answers) {
        memory.set(JAVA_INT, OWED, answers);
    }

    /// Whether only part of a question may have been written.
    boolean unfinished() {
        return memory.get(JAVA_INT, UNFINISHED) == 1;
    }

    void unfinished(boolean part) {
        memory.set(JAVA_INT, UNFINISHED, part ? 1 : 0);
    }

    /// Gives the memory back; the descriptor is the caller's.
    public void close() throws PosixException {
        Memory.unmap(memory);
    }
}
