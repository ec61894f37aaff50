package muster.parent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import muster.child.ChildHeader;
import muster.mpm.MpmSettings;
import muster.posix.ControlSocket;
import muster.posix.Descriptors;
import muster.posix.FileIo;
import muster.posix.Memory;
import muster.posix.PosixException;
import muster.posix.Processes;
import muster.posix.Spawn;
import muster.scoreboard.MappedChildPage;

/// Starts children: makes what is theirs alone, hands over what is everybody's, as [muster.child.Inherited] lists it.
final class ChildStarter {
    private final ChildCommand command;
    private final List<String> environment;
    private final int board;
    private final RandomGenerator random = RandomGenerator.getDefault();

    /// @param board the scoreboard's descriptor
    ChildStarter(ChildCommand command, int board) {
        this.command = command;
        this.environment = command.environment(System.getenv());
        this.board = board;
    }

    /// Starts one child. It has not said READY when this returns.
    ChildHandle start(Generation generation, int slot) throws IOException {
        int[] ends = ControlSocket.pair();
        int page = -1;
        try {
            long size = MappedChildPage.size(generation.threads());
            page = Memory.create("muster-page-" + slot, size);
            byte[] header = header(generation, slot).encoded();
            int sent = FileIo.write(ends[0], header, 0, header.length);
            PosixException.check("sending the header", sent);
            Descriptors.nonBlocking(ends[0], true);
            int pid = Processes.spawn(new Spawn(
                    command.program(),
                    command.arguments(generation.reading().mpm(), generation.number()),
                    environment,
                    -1,
                    generation.logs().standardError(),
                    passed(generation, ends[1], page),
                    true));
            return new ChildHandle(
                    slot, pid, Processes.pidfdOpen(pid), ends[0], Memory.map(page, size, false), generation);
        } catch (IOException refused) {
            Descriptors.close(ends[0]);
            throw refused;
        } finally {
            Descriptors.close(ends[1]);
            if (page >= 0) {
                Descriptors.close(page);
            }
        }
    }

    private List<Integer> passed(Generation generation, int control, int page) {
        var passed = new ArrayList<Integer>();
        passed.add(control);
        passed.add(generation.snapshot());
        passed.add(page);
        passed.add(board);
        passed.add(generation.shared());
        passed.addAll(generation.listeners());
        for (int log : generation.logs().descriptors()) {
            passed.add(log);
        }
        passed.addAll(generation.programs().descriptors());
        return passed;
    }

    private ChildHeader header(Generation generation, int slot) {
        return new ChildHeader(
                generation.number(),
                slot,
                generation.snapshotSize(),
                generation.sharedSize(),
                generation.threads(),
                generation.connectionLimit(),
                connectionsMost(generation.setting(MpmSettings.MAX_CONNECTIONS_PER_CHILD)),
                generation.listeners().size(),
                generation.logs().descriptors().length,
                generation.reading().programs().size(),
                generation.credentials());
    }

    /// MaxConnectionsPerChild, up to an eighth less: children that were started together shall not all be replaced together.
    private int connectionsMost(int configured) {
        return configured < 8 ? configured : configured - random.nextInt(configured / 8);
    }
}
