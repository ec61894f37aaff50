package muster.modules.generators.autoindex;

import java.io.IOException;
import muster.core.Request;

/// Text on its way out, in pieces of some kilobytes, one byte a character.
final class Page {
    private static final int PIECE = 8 * 1024;

    private final Request request;
    private final byte[] bytes = new byte[PIECE];
    private int length;
    private boolean begun;

    Page(Request request) {
        this.request = request;
    }

    Page put(String text) throws IOException {
        int from = 0;
        while (from < text.length()) {
            if (length == PIECE) {
                send();
            }
            int to = Math.min(text.length(), from + PIECE - length);
            copy(text, from, to);
            from = to;
        }
        return this;
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is exactly "one byte a character", without allocation
    private void copy(String text, int from, int to) {
        text.getBytes(from, to, bytes, length);
        length += to - from;
    }

    Page put(char character) throws IOException {
        if (length == PIECE) {
            send();
        }
        bytes[length++] = (byte) character;
        return this;
    }

    Page spaces(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            put(' ');
        }
        return this;
    }

    /// Hands what there is to the response, before somebody else writes to it.
    void send() throws IOException {
        begun = true;
        if (length > 0) {
            int count = length;
            length = 0;
            request.sink().write(bytes, 0, count);
        }
    }

    /// Of a page in one piece the length is known, so a range of it can be had.
    void end() throws IOException {
        if (!begun) {
            request.response().contentLength(length);
        }
        send();
    }
}
