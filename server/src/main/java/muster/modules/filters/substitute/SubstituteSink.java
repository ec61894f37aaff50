package muster.modules.filters.substitute;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import muster.core.BodySink;
import muster.core.ContentSink;
import muster.core.LateRefusal;
import muster.core.Request;
import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// Cuts a response into lines, and puts each through all substitutions.
final class SubstituteSink extends ContentSink {
    private static final int INTERNAL_ERROR = 500;
    private static final int LINE_TOO_LONG = 1328;

    private final Request request;
    private final SubstituteSettings settings;
    /// The start of a line whose end hasn't come.
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private @Nullable ByteArrayOutputStream ready;
    private boolean begun;

    SubstituteSink(Request request, BodySink next) {
        super(next);
        this.request = request;
        this.settings = request.get(SubstituteModule.SETTINGS);
    }

    private void begin() {
        if (!begun) {
            begun = true;
            request.response().contentLength(-1);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        begin();
        int start = offset;
        int end = offset + length;
        for (int at = offset; at < end; at++) {
            if (bytes[at] == '\n') {
                if (line.size() == 0) {
                    substitute(bytes, start, at + 1 - start);
                } else {
                    keep(bytes, start, at + 1 - start);
                    substituteKept();
                }
                start = at + 1;
            }
        }
        keep(bytes, start, end - start);
        pass();
    }

    private void keep(byte[] bytes, int offset, int length) throws LateRefusal {
        if ((long) line.size() + length > settings.mostLength()) {
            throw tooLong();
        }
        line.write(bytes, offset, length);
    }

    private void substituteKept() throws LateRefusal {
        byte[] whole = line.toByteArray();
        line.reset();
        substitute(whole, 0, whole.length);
    }

    private void substitute(byte[] bytes, int offset, int length) throws LateRefusal {
        ByteArrayOutputStream out = ready;
        if (out == null) {
            out = new ByteArrayOutputStream();
            ready = out;
        }
        List<String> before = List.of(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        List<String> pieces = before;
        try {
            for (Substitution one : settings.substitutions()) {
                pieces = one.apply(pieces, settings.mostLength());
            }
        } catch (LineTooLong limit) {
            throw tooLong();
        }
        if (pieces == before) {
            out.write(bytes, offset, length);
        } else {
            for (String piece : pieces) {
                out.writeBytes(piece.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private LateRefusal tooLong() {
        request.log().error(SubstituteModule.NAME, LINE_TOO_LONG, "Line too long, URI " + request.path());
        return new LateRefusal(new HttpException(INTERNAL_ERROR, ""));
    }

    private void pass() throws IOException {
        ByteArrayOutputStream out = ready;
        if (out != null && out.size() > 0) {
            ready = null;
            next.write(out.toByteArray(), 0, out.size());
        }
    }

    @Override
    public void flush() throws IOException {
        begin();
        next.flush();
    }

    @Override
    public void end() throws IOException {
        begin();
        if (line.size() > 0) {
            substituteKept();
            pass();
        }
        next.end();
    }
}
