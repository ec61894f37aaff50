package muster.modules.metadata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import muster.core.Request;
import muster.scoreboard.ServerSnapshot;

/// How busy the machine and the server are, for `%l`, `%i` and `%b` in header values.
final class MachineLoad {
    private static final Path LOAD = Path.of("/proc/loadavg");

    private MachineLoad() {}

    /// `l=0.25/0.18/0.20`: the load averages of 1, 5 and 15 minutes.
    static String averages() {
        try {
            String text = Files.readString(LOAD);
            int first = text.indexOf(' ');
            int second = text.indexOf(' ', first + 1);
            int third = text.indexOf(' ', second + 1);
            return "l=" + text.substring(0, third).replace(' ', '/');
        } catch (IOException _) {
            return "l=";
        }
    }

    /// How many of a hundred workers wait for work.
    static int idlePercent(Request request) {
        int idle = 0;
        int all = 0;
        for (ServerSnapshot.Child child : request.server().scoreboard().look().children()) {
            for (var row : child.workers()) {
                all++;
                idle += row.state().symbol() == '_' ? 1 : 0;
            }
        }
        return all == 0 ? 0 : 100 * idle / all;
    }
}
