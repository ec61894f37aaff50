package muster.parent;

import java.util.List;
import muster.child.ExitCode;
import muster.posix.ExitStatus;
import muster.posix.ExitStatus.Exited;
import muster.posix.ExitStatus.Killed;
import muster.scoreboard.ServerSnapshot.Row;
import muster.scoreboard.WorkerState;

/// What the error log says about a child that ended though nobody had told it to: how, and which requests it was serving.
final class EndReport {
    private static final int ROWS_MOST = 8;

    private EndReport() {}

    /// AH00052 (AH00051 with a core file) for a signal; a number of ours for an exit code.
    static int number(ExitStatus status) {
        return switch (status) {
            case Killed killed -> killed.dumpedCore() ? 51 : 52;
            case Exited _ -> 60021;
        };
    }

    /// @param rows of its page
    /// @param folder where core files would be
    static String text(int pid, ExitStatus status, List<Row> rows, long nowMillis, String folder) {
        return "child pid " + pid + " exit " + how(status, folder) + serving(rows, nowMillis);
    }

    /// `signal Killed (9)`, `status 3 (out of memory)`.
    static String how(ExitStatus status, String folder) {
        return switch (status) {
            case Killed killed -> {
                var plain = new Killed(killed.signal(), false);
                yield killed.dumpedCore() ? plain + ", possible coredump in " + folder : plain.toString();
            }
            case Exited(int code) -> {
                ExitCode known = ExitCode.of(code);
                yield "status " + code + (known == null ? "" : " (" + known.meaning() + ")");
            }
        };
    }

    /// `; it was serving GET /x HTTP/1.1 of www.example.org for 192.0.2.7 since 2.1 s`, and so on; empty if nothing.
    static String serving(List<Row> rows, long nowMillis) {
        var text = new StringBuilder();
        int count = 0;
        for (Row row : rows) {
            if (!atWork(row)) {
                continue;
            }
            if (++count <= ROWS_MOST) {
                text.append(count == 1 ? "; it was serving " : ", ");
                append(text, row, nowMillis);
            }
        }
        if (count > ROWS_MOST) {
            text.append(" and ").append(count - ROWS_MOST).append(" more");
        }
        return text.toString();
    }

    private static boolean atWork(Row row) {
        return row.state() == WorkerState.SENDING && !row.request().isEmpty();
    }

    private static void append(StringBuilder text, Row row, long nowMillis) {
        long tenths = Math.max(0, nowMillis - row.requestStartMillis()) / 100;
        text.append('"').append(printable(row.request())).append("\" of ");
        text.append(printable(row.host())).append(" for ").append(printable(row.client()));
        text.append(" since ").append(tenths / 10).append('.').append(tenths % 10).append(" s");
    }

    /// A page's texts come from clients, or from whoever broke the child: none of them may forge a line of the log.
    private static String printable(String text) {
        var clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(c >= 0x20 && c < 0x7F && c != '"' ? c : '?');
        }
        return clean.toString();
    }
}
