package muster.http.fcgi;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

/// Puts the records of one request into memory: who is asked, the variables, and content piece by piece. What it has put together
/// is [#bytes] up to [#length]; [#clear] makes room for more.
public final class RecordWriter {
    private static final int KEEP_CONNECTION = 1;
    private static final int SHORT_MOST = 127;
    /// What the lengths of a name and a value take at most.
    private static final int COUNTS_MOST = 8;

    private byte[] bytes = new byte[2048];
    private int length;
    /// Where the header of the record stands that is being filled.
    private int header;

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    /// @param keep whether the backend is to leave the connection open after its answer
    public void begin(Role role, boolean keep) {
        record(RecordType.BEGIN_REQUEST);
        room(8);
        bytes[length++] = (byte) (role.number >> 8);
        bytes[length++] = (byte) role.number;
        bytes[length++] = (byte) (keep ? KEEP_CONNECTION : 0);
        Arrays.fill(bytes, length, length + 5, (byte) 0);
        length += 5;
        endRecord();
    }

    /// The variables, one byte a character, and that there are no more. A variable never stretches over records: PHP takes each record
    /// for itself.
    /// @param tooLong is told the names of variables that no record holds; they are left out
    public void variables(Map<String, String> variables, Consumer<String> tooLong) {
        record(RecordType.PARAMS);
        for (var variable : variables.entrySet()) {
            String name = variable.getKey();
            String value = variable.getValue();
            int size = name.length() + value.length() + COUNTS_MOST;
            if (size > RecordType.CONTENT_MOST) {
                tooLong.accept(name);
                continue;
            }
            if (filled() + size > RecordType.CONTENT_MOST) {
                endRecord();
                record(RecordType.PARAMS);
            }
            room(size);
            count(name.length());
            count(value.length());
            text(name);
            text(value);
        }
        if (filled() > 0) {
            endRecord();
            record(RecordType.PARAMS);
        }
        endRecord();
    }

    /// Bytes of content in the record so far.
    private int filled() {
        return length - header - RecordType.HEADER_LENGTH;
    }

    private void count(int value) {
        if (value > SHORT_MOST) {
            bytes[length++] = (byte) (value >> 24 | 0x80);
            bytes[length++] = (byte) (value >> 16);
            bytes[length++] = (byte) (value >> 8);
        }
        bytes[length++] = (byte) value;
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is exactly "one byte a character", without allocation
    private void text(String text) {
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    /// Some of the request's content.
    public void content(byte[] from, int offset, int count) {
        int at = offset;
        int end = offset + count;
        while (at < end) {
            int piece = Math.min(end - at, RecordType.CONTENT_MOST);
            record(RecordType.STDIN);
            room(piece);
            System.arraycopy(from, at, bytes, length, piece);
            length += piece;
            endRecord();
            at += piece;
        }
    }

    /// There is no more content.
    public void endContent() {
        record(RecordType.STDIN);
        endRecord();
    }

    private void record(int type) {
        room(RecordType.HEADER_LENGTH);
        header = length;
        bytes[length] = RecordType.VERSION;
        bytes[length + 1] = (byte) type;
        bytes[length + 2] = 0;
        bytes[length + 3] = RecordType.REQUEST;
        bytes[length + 6] = 0;
        bytes[length + 7] = 0;
        length += RecordType.HEADER_LENGTH;
    }

    private void endRecord() {
        int content = filled();
        bytes[header + 4] = (byte) (content >> 8);
        bytes[header + 5] = (byte) content;
    }

    private void room(int more) {
        if (bytes.length < length + more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
