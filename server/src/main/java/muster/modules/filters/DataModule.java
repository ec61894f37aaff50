package muster.modules.filters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import muster.core.BodySink;
import muster.core.ContentSink;
import muster.core.ContentType;
import muster.core.DeferredSink;
import muster.core.Filter;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Response;

/// mod_data: the output filter DATA turns a response into a `data:` URL (RFC 2397).
public final class DataModule implements Module {
    @Override
    public String name() {
        return "data_module";
    }

    @Override
    public String file() {
        return "mod_data.c";
    }

    @Override
    public void register(Registry registry) {
        registry.filter("DATA", Filter.Kind.RESOURCE, DataModule::attach);
    }

    private static BodySink attach(Request request, BodySink next) {
        return request.main() != null || request.previous() != null ? next : new DeferredSink() {
            @Override
            protected BodySink choose() throws IOException {
                return begin(request, next);
            }
        };
    }

    private static BodySink begin(Request request, BodySink next) throws IOException {
        Response response = request.response();
        byte[] head = ("data:" + type(request) + ";base64,").getBytes(StandardCharsets.ISO_8859_1);
        long length = response.contentLength();
        if (length >= 0) {
            response.contentLength(head.length + (length + 2) / 3 * 4);
        }
        response.contentType("text/plain");
        response.charset(null);
        return new Encoding(next, head);
    }

    /// The media type and its first parameter, without blanks.
    private static String type(Request request) {
        String type = ContentType.of(request);
        if (type == null) {
            return "";
        }
        String[] parts = type.split(" ", -1);
        return parts.length > 1 ? parts[0] + parts[1] : type;
    }

    private static final class Encoding extends ContentSink {
        private final byte[] head;
        private final byte[] odd = new byte[3];
        private int oddCount;
        private boolean begun;

        Encoding(BodySink next, byte[] head) {
            super(next);
            this.head = head;
        }

        private void begin() throws IOException {
            if (!begun) {
                begun = true;
                next.write(head, 0, head.length);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            begin();
            int at = offset;
            int end = offset + length;
            while (oddCount > 0 && oddCount < 3 && at < end) {
                odd[oddCount++] = bytes[at++];
            }
            if (oddCount == 3) {
                encode(odd, 0, 3);
                oddCount = 0;
            }
            int whole = (end - at) / 3 * 3;
            encode(bytes, at, whole);
            for (at += whole; at < end; at++) {
                odd[oddCount++] = bytes[at];
            }
        }

        private void encode(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                byte[] encoded = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, offset, offset + length));
                next.write(encoded, 0, encoded.length);
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
            encode(odd, 0, oddCount);
            next.end();
        }
    }
}
