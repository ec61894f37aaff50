package muster.modules.filters.sed;

import java.io.IOException;
import muster.core.BodySink;
import muster.core.ContentSink;
import muster.core.LateRefusal;
import muster.core.Request;
import muster.http.HttpException;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// The output filter.
final class SedSink extends ContentSink {
    private static final int INTERNAL_ERROR = 500;

    private final Request request;
    private final Script script;
    private @Nullable Run run;

    private SedSink(Request request, Script script, BodySink next) {
        super(next);
        this.request = request;
        this.script = script;
    }

    static BodySink attach(Request request, BodySink next) {
        Script script = request.get(SedModule.SETTINGS).output();
        return script.isEmpty() ? next : new SedSink(request, script, next);
    }

    private Run begun() {
        Run mine = run;
        if (mine == null) {
            mine = new Run(script, request);
            run = mine;
            request.response().contentLength(-1);
        }
        return mine;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Run mine = begun();
        try {
            mine.write(bytes, offset, length);
        } catch (SedException failed) {
            throw refused(failed);
        }
        pass(mine);
    }

    private void pass(Run mine) throws IOException {
        byte[] ready = mine.taken();
        if (ready.length > 0) {
            next.write(ready, 0, ready.length);
        }
    }

    private LateRefusal refused(SedException failed) {
        SedModule.log(request, failed);
        request.log()
                .writeFailure(LogLevel.ERROR, SedModule.NAME, 10394, failed.status(), "error evaluating sed on output");
        return new LateRefusal(new HttpException(INTERNAL_ERROR, ""));
    }

    @Override
    public void flush() throws IOException {
        begun();
        next.flush();
    }

    /// Without a body, as for HEAD, there is nothing to do.
    @Override
    public void end() throws IOException {
        Run mine = run;
        if (mine != null) {
            try {
                mine.end();
            } catch (SedException failed) {
                throw refused(failed);
            }
            pass(mine);
        }
        next.end();
    }
}
