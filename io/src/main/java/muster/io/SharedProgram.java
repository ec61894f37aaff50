package muster.io;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A program that runs beside the server for all its children: they write it a line, and it answers with a line. The parent starts
/// it and starts it again when it ends; children take turns.
///
/// One object of this class stands for the program in each process: declared while the configuration is read, wanted or not when
/// all of it is known, and in a child connected with the program by [#connect].
public final class SharedProgram {
    /// How many descriptors a child is given for one program.
    public static final int DESCRIPTORS = 4;

    private final List<String> command;
    private final @Nullable String user;
    private final @Nullable String group;
    private final Complaint complaint;
    private boolean wanted;
    private @Nullable ProgramDialogue dialogue;

    /// What the error log says when the program can't be started.
    /// @param module whose program it is
    public record Complaint(String module, int number, String message) {}

    /// @param command an absolute path and the program's words
    /// @param user who it runs as, if the parent is root; null for the parent's own
    /// @param group null for the user's
    public SharedProgram(
            List<String> command, @Nullable String user, @Nullable String group, Complaint complaint) {
        this.command = List.copyOf(command);
        this.user = user;
        this.group = group;
        this.complaint = complaint;
    }

    public List<String> command() {
        return command;
    }

    public @Nullable String user() {
        return user;
    }

    public @Nullable String group() {
        return group;
    }

    public Complaint complaint() {
        return complaint;
    }

    /// The whole configuration is known, and it uses the program.
    public void want() {
        wanted = true;
    }

    /// Whether the program is to be started at all.
    public boolean wanted() {
        return wanted;
    }

    /// In a child: here is the program.
    /// @param first of [#DESCRIPTORS] descriptors, as [ProgramDialogue] lists them
    public void connect(int first) throws IOException {
        dialogue = new ProgramDialogue(first);
    }

    /// Asks the program, when it is this caller's turn.
    ///
    /// @param question without a line's end
    /// @param waiter of the connection that waits for the answer
    /// @param deadline in the time of [Deadline], for waiting and answering together
    /// @return null if the program doesn't run, or has ended meanwhile
    /// @throws TimeoutException if there is no answer in time
    public @Nullable String ask(String question, Waiter waiter, long deadline) throws IOException {
        ProgramDialogue found = dialogue;
        if (found == null) {
            return null;
        }
        try {
            return waiter.elsewhere(() -> found.ask(question, deadline));
        } catch (IOException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IOException("a program couldn't be asked", failed);
        }
    }
}
