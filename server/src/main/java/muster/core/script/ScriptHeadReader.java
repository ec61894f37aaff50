package muster.core.script;

import muster.core.Request;
import muster.http.HttpException;

/// Cuts what a program sends first into the lines of its head. Lines may come in any pieces; they end with LF, and a CR counts
/// for nothing.
public final class ScriptHeadReader {
    /// Longest line. httpd takes 8 KB; content security policies have outgrown that.
    private static final int LONGEST = 64 * 1024;
    private static final int MOST_LINES = 1000;

    private final ScriptHead head;
    private final StringBuilder line = new StringBuilder(80);
    private String wrong = "";
    private int taken;
    private int lines;
    private boolean complete;
    private int instead;

    /// @param module that complains in the error log
    public ScriptHeadReader(Request request, String module) {
        this.head = new ScriptHead(request, module);
    }

    public ScriptHead head() {
        return head;
    }

    /// Takes bytes until the head is complete.
    /// @return where the body starts, or `to` if there is none yet
    /// @throws HttpException 500 for what isn't a head
    public int take(byte[] bytes, int from, int to) throws HttpException {
        taken = from;
        while (taken < to && !complete) {
            byte b = bytes[taken++];
            if (b == '\n') {
                endLine();
            } else if (b != '\r') {
                if (line.length() == LONGEST) {
                    throw head.ended();
                }
                line.append((char) (b & 0xFF));
            }
        }
        return taken;
    }

    /// As [#take] returned it, or where the line ended that it refused.
    public int taken() {
        return taken;
    }

    private void endLine() throws HttpException {
        int nul = line.indexOf("\0");
        wrong = nul < 0 ? line.toString() : line.substring(0, nul);
        line.setLength(0);
        if (++lines > MOST_LINES) {
            throw head.ended();
        }
        if (head.line(wrong)) {
            complete = true;
            instead = head.complete();
        }
        wrong = "";
    }

    public boolean complete() {
        return complete;
    }

    /// When complete: 0 if the response may go on, else the status to send instead of it: 304 or 412.
    public int instead() {
        return instead;
    }

    /// The line that was refused, or what there is of one that never ended.
    public String lastLine() {
        return wrong.isEmpty() ? line.toString() : wrong;
    }

    /// The program's output has ended: the refusal to answer with if it came too early.
    public HttpException ended() {
        return head.ended();
    }

    /// The program was silent for too long.
    public HttpException timedOut() {
        return head.timedOut();
    }
}
