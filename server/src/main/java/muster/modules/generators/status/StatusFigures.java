package muster.modules.generators.status;

import java.util.ArrayList;
import java.util.List;
import muster.scoreboard.ServerSnapshot;
import muster.scoreboard.ServerSnapshot.Child;
import muster.scoreboard.ServerSnapshot.Connections;
import muster.scoreboard.ServerSnapshot.Cpu;
import muster.scoreboard.ServerSnapshot.Row;
import muster.scoreboard.ServerSnapshot.Work;
import muster.scoreboard.WorkerState;

/// What one look at the scoreboard comes to.
///
/// @param nowMillis when the look was taken
/// @param work of all children, those that have ended included
/// @param cpu of all processes, likewise
/// @param busy workers that work on something, in children that go on serving
/// @param graceful workers of children that finish what they have begun
/// @param idle workers that could take a connection now
/// @param stopping children that finish what they have begun
/// @param scoreboard a character a worker, children in the order of their slots; `.` where there is none
public record StatusFigures(
        ServerSnapshot server,
        long nowMillis,
        Work work,
        Cpu cpu,
        int busy,
        int graceful,
        int idle,
        int stopping,
        Connections connections,
        String scoreboard) {
    /// A longer line helps nobody.
    private static final int LONGEST_SCOREBOARD = 65_536;

    /// One worker that works on something, or has.
    public record Worker(Child child, int number, Row row) {}

    /// Adds up a look.
    public static StatusFigures of(ServerSnapshot server, long nowMillis) {
        Work work = server.gone();
        Cpu cpu = server.goneCpu().plus(server.parentCpu());
        int busy = 0;
        int graceful = 0;
        int idle = 0;
        int stopping = 0;
        int total = 0;
        int writing = 0;
        int keepAlive = 0;
        int closing = 0;
        for (Child child : server.children()) {
            cpu = cpu.plus(child.cpu());
            stopping += child.stopping() ? 1 : 0;
            total += child.connections().total();
            writing += child.connections().writing();
            keepAlive += child.connections().keepAlive();
            closing += child.connections().closing();
            for (Row row : child.workers()) {
                work = work.plus(row.whole());
                switch (symbol(child, row)) {
                    case '.', 'S', 'I' -> {}
                    case '_' -> idle++;
                    case 'G' -> graceful++;
                    default -> busy++;
                }
            }
        }
        return new StatusFigures(
                server,
                nowMillis,
                work,
                cpu,
                busy,
                graceful,
                idle,
                stopping,
                new Connections(total, writing, keepAlive, closing),
                scoreboard(server));
    }

    /// How a worker is shown: in a child that finishes, a busy one is `G` and others are gone.
    public static char symbol(Child child, Row row) {
        if (!child.stopping()) {
            return row.state().symbol();
        }
        return switch (row.state()) {
            case OPEN, STARTING, WAITING, IDLE_CLEANUP -> '.';
            case READING, SENDING, KEEP_ALIVE, DNS, CLOSING, LOGGING, FINISHING -> 'G';
        };
    }

    /// Seconds since the configuration was last read.
    public long uptime() {
        return Math.max(0, nowMillis - server.startMillis()) / 1000;
    }

    /// The workers that have worked at all, in the order of the scoreboard.
    public List<Worker> workers() {
        var workers = new ArrayList<Worker>();
        for (Child child : server.children()) {
            for (int i = 0; i < child.workers().size(); i++) {
                Row row = child.workers().get(i);
                if (row.requestStartMillis() > 0) {
                    workers.add(new Worker(child, i, row));
                }
            }
        }
        return workers;
    }

    /// Whether a worker is in the middle of a request.
    public static boolean working(WorkerState state) {
        return state == WorkerState.READING || state == WorkerState.SENDING || state == WorkerState.LOGGING;
    }

    /// How long the current request has taken, in seconds, or how long ago the last one began.
    public long seconds(Row row) {
        return Math.max(0, nowMillis - row.requestStartMillis()) / 1000;
    }

    private static String scoreboard(ServerSnapshot server) {
        int width = Math.max(1, server.threadLimit());
        int slots = server.serverLimit();
        for (Child child : server.children()) {
            width = Math.max(width, child.workers().size());
            slots = Math.max(slots, child.slot() + 1);
        }
        var text = new StringBuilder(".".repeat((int) Math.min((long) slots * width, LONGEST_SCOREBOARD)));
        for (Child child : server.children()) {
            for (int i = 0; i < child.workers().size(); i++) {
                long at = (long) child.slot() * width + i;
                if (at < text.length()) {
                    text.setCharAt((int) at, symbol(child, child.workers().get(i)));
                }
            }
        }
        return text.toString();
    }
}
