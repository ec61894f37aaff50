package muster.modules.filters.sed;

import java.io.IOException;
import muster.core.Request;
import muster.core.RequestBody;
import muster.http.HttpException;
import muster.log.LogLevel;

/// The input filter.
final class SedBody implements RequestBody {
    private static final int BAD_REQUEST = 400;

    private final Request request;
    private final RequestBody next;
    private final Run run;
    private final byte[] piece = new byte[8 * 1024];
    private byte[] ready = new byte[0];
    private int at;
    private boolean ended;

    private SedBody(Request request, Script script, RequestBody next) {
        this.request = request;
        this.next = next;
        this.run = new Run(script, request);
    }

    static RequestBody attach(Request request, RequestBody next) {
        Script script = request.get(SedModule.SETTINGS).input();
        boolean initial = request.main() == null && request.previous() == null;
        return script.isEmpty() || !initial ? next : new SedBody(request, script, next);
    }

    @Override
    public boolean present() {
        return next.present();
    }

    @Override
    public long length() {
        return -1;
    }

    @Override
    public long received() {
        return next.received();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException, HttpException {
        while (at == ready.length && !ended) {
            int count = next.read(piece, 0, piece.length);
            try {
                if (count < 0) {
                    ended = true;
                    run.end();
                } else {
                    run.write(piece, 0, count);
                }
            } catch (SedException failed) {
                ended = true;
                SedModule.log(request, failed);
                request.log()
                        .writeFailure(
                                LogLevel.ERROR, SedModule.NAME, 10395, failed.status(), "error evaluating sed on input");
                throw new HttpException(BAD_REQUEST, "");
            }
            ready = run.taken();
            at = 0;
        }
        int count = Math.min(length, ready.length - at);
        if (count == 0) {
            return -1;
        }
        System.arraycopy(ready, at, into, offset, count);
        at += count;
        return count;
    }
}
