package muster.modules.filters;

import java.io.IOException;
import java.util.Arrays;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.core.BodySink;
import muster.core.ContentSink;
import muster.core.Filter;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestBody;
import muster.http.HttpException;

import static muster.config.Context.DIRECTORY;

/// mod_buffer: the filter BUFFER collects a body, on either way, until it ends or `BufferSize` bytes are there: for handlers that
/// send crumbs, and to keep what reads slowly from what is dear to keep waiting.
public final class BufferModule implements Module {
    private static final ConfigSlot<Integer> SIZE = ConfigSlot.directoryValue("BufferSize", 131_072);

    @Override
    public String name() {
        return "buffer_module";
    }

    @Override
    public String file() {
        return "mod_buffer.c";
    }

    @Override
    public void register(Registry registry) {
        registry.filter("BUFFER", Filter.Kind.CONTENT, (request, next) ->
                request.main() == null ? new Collecting(next, request.get(SIZE)) : next);
        registry.inputFilter("BUFFER", Filter.Kind.CONTENT, (request, next) ->
                request.main() == null && request.previous() == null
                        ? new Collected(next, request.get(SIZE))
                        : next);
        registry.directive(DirectiveType.named("BufferSize")
                .in(DIRECTORY)
                .means("Maximum size of the buffer used by the buffer filter")
                .sets(SIZE, (_, words) -> size(words)));
    }

    private static int size(Arguments words) throws ConfigException {
        String text = words.text(0);
        long size = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        if (size <= 0) {
            throw words.wrong("BufferSize must be a size in bytes, and greater than zero");
        }
        return (int) Math.min(size, Integer.MAX_VALUE - 8);
    }

    /// On the way out. Its array grows with what comes: `BufferSize` is what may be collected, not what is set aside.
    private static final class Collecting extends ContentSink {
        private final int most;
        private byte[] buffer = new byte[0];
        private int count;

        Collecting(BodySink next, int most) {
            super(next);
            this.most = most;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (count > most - length) {
                pass();
                if (length >= most) {
                    next.write(bytes, offset, length);
                    return;
                }
            }
            if (buffer.length < count + length) {
                buffer = Arrays.copyOf(buffer, Math.min(most, Math.max(count + length, buffer.length * 2)));
            }
            System.arraycopy(bytes, offset, buffer, count, length);
            count += length;
        }

        private void pass() throws IOException {
            if (count > 0) {
                int all = count;
                count = 0;
                next.write(buffer, 0, all);
            }
        }

        @Override
        public void flush() throws IOException {
            pass();
            next.flush();
        }

        @Override
        public void end() throws IOException {
            pass();
            next.end();
        }
    }

    /// On the way in.
    private static final class Collected implements RequestBody {
        private final RequestBody next;
        private final int most;
        private byte[] buffer = new byte[8 * 1024];
        private int from;
        private int to;
        private boolean ended;

        Collected(RequestBody next, int most) {
            this.next = next;
            this.most = most;
        }

        @Override
        public boolean present() {
            return next.present();
        }

        @Override
        public long length() {
            return next.length();
        }

        @Override
        public long received() {
            return next.received();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException, HttpException {
            if (from == to && !ended) {
                fill();
            }
            int count = Math.min(length, to - from);
            if (count == 0) {
                return -1;
            }
            System.arraycopy(buffer, from, into, offset, count);
            from += count;
            return count;
        }

        private void fill() throws IOException, HttpException {
            from = 0;
            to = 0;
            while (to < most) {
                if (to == buffer.length) {
                    buffer = Arrays.copyOf(buffer, (int) Math.min(most, buffer.length * 2L));
                }
                int n = next.read(buffer, to, Math.min(buffer.length, most) - to);
                if (n < 0) {
                    ended = true;
                    return;
                }
                to += n;
            }
        }
    }
}
