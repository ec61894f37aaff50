package muster.modules.debugging;

import java.io.IOException;
import muster.core.BodySink;
import muster.core.ContentSink;
import muster.core.DeferredSink;
import muster.core.Filter;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;

/// mod_bucketeer: the output filter BUCKETEER cuts text into pieces where it has the characters ^B and ^P, and flushes at ^F, so that
/// tests can make other filters see a body in awkward pieces.
public final class BucketeerModule implements Module {
    private static final int PIECE = 0x02;
    private static final int FLUSH = 0x06;
    private static final int PASS = 0x10;

    @Override
    public String name() {
        return "bucketeer_module";
    }

    @Override
    public String file() {
        return "mod_bucketeer.c";
    }

    @Override
    public void register(Registry registry) {
        registry.filter("BUCKETEER", Filter.Kind.RESOURCE, BucketeerModule::attach);
    }

    private static BodySink attach(Request request, BodySink next) {
        return new DeferredSink() {
            @Override
            protected BodySink choose() {
                String type = request.response().contentType();
                if (type == null || !type.startsWith("text/")) {
                    return next;
                }
                request.response().contentLength(-1);
                return new Cutting(next);
            }
        };
    }

    private static final class Cutting extends ContentSink {
        Cutting(BodySink next) {
            super(next);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int start = offset;
            int end = offset + length;
            for (int at = offset; at < end; at++) {
                byte c = bytes[at];
                if (c == PIECE || c == FLUSH || c == PASS) {
                    pass(bytes, start, at - start);
                    start = at + 1;
                    if (c == FLUSH) {
                        next.flush();
                    }
                }
            }
            pass(bytes, start, end - start);
        }

        private void pass(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                next.write(bytes, offset, length);
            }
        }

        /// Only what the text says is flushed.
        @Override
        public void flush() {}
    }
}
