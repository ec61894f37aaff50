package muster.modules.mappers.rewrite;

import java.io.IOException;
import muster.core.Request;
import muster.core.ServerSettings;
import muster.io.Deadline;
import muster.io.SharedProgram;
import org.jspecify.annotations.Nullable;

/// `prg:`: a program that is asked for each key, and answers with the value or with `NULL`. One runs for the whole server; requests ask
/// it in turn, and none longer than Timeout.
record ProgramMap(SharedProgram program) implements RewriteMap {
    private static final int UNANSWERED = 60120;

    @Override
    public @Nullable String value(Rewriting at, String name, String key) {
        String answer = ask(at.request(), key);
        // A key with a line's end would be two questions.
        String value = answer == null || answer.equalsIgnoreCase("NULL") ? null : answer;
        if (at.traces(5)) {
            at.trace(
                    5,
                    value == null
                            ? "map lookup FAILED: map=" + name + " key=" + key
                            : "map lookup OK: map=" + name + " key=" + key + " -> val=" + value);
        }
        return value;
    }

    private @Nullable String ask(Request request, String key) {
        if (key.indexOf('\n') >= 0) {
            return null;
        }
        int timeout = request.host().settings().get(ServerSettings.TIMEOUT);
        try {
            return program.ask(key, request.connection().transport().waiter(), Deadline.inMillis(timeout));
        } catch (IOException failed) {
            request.log()
                    .error(
                            Trace.MODULE,
                            UNANSWERED,
                            "RewriteMap program " + program.command().getFirst() + " gave no answer: " + failed.getMessage());
            return null;
        }
    }
}
