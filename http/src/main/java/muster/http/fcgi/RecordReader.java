package muster.http.fcgi;

/// Takes apart what a backend answers, as it comes, in any pieces.
///
/// ```
/// header (8 bytes) -> content -> padding -> header ...
/// ```
public final class RecordReader {
    /// What stands at the front of the bytes that were given.
    public enum Event {
        /// Nothing that is complete: give more bytes.
        NEED_MORE,
        /// A piece of the program's output: [#offset], [#length].
        OUTPUT,
        /// A piece of what it complains about.
        ERROR,
        /// The request is done: [#applicationStatus], [#protocolStatus].
        END
    }

    private static final int END_LENGTH = 8;

    private final byte[] header = new byte[RecordType.HEADER_LENGTH];
    private int inHeader;
    private int contentLeft;
    private int paddingLeft;
    private int type;
    private final byte[] end = new byte[END_LENGTH];
    private int inEnd;
    private boolean ended;

    private int used;
    private int offset;
    private int length;

    /// Looks at bytes until there is something to say about them. The next call goes on at [#used].
    /// @throws FcgiException for what no FastCGI backend says
    public Event next(byte[] bytes, int from, int to) throws FcgiException {
        used = from;
        while (true) {
            if (contentLeft > 0) {
                if (used == to) {
                    return Event.NEED_MORE;
                }
                Event event = content(bytes, to);
                if (event != Event.NEED_MORE) {
                    return event;
                }
            } else if (paddingLeft > 0) {
                int skipped = Math.min(paddingLeft, to - used);
                paddingLeft -= skipped;
                used += skipped;
                if (paddingLeft > 0) {
                    return Event.NEED_MORE;
                }
            } else if (type == RecordType.END_REQUEST && inEnd == END_LENGTH && !ended) {
                ended = true;
                return Event.END;
            } else if (!header(bytes, to)) {
                return Event.NEED_MORE;
            }
        }
    }

    private boolean header(byte[] bytes, int to) throws FcgiException {
        while (inHeader < RecordType.HEADER_LENGTH) {
            if (used == to) {
                return false;
            }
            header[inHeader++] = bytes[used++];
        }
        inHeader = 0;
        if (header[0] != RecordType.VERSION) {
            throw new FcgiException(1068, "Got bogus version " + (header[0] & 0xFF));
        }
        int request = (header[2] & 0xFF) << 8 | header[3] & 0xFF;
        if (request != RecordType.REQUEST) {
            throw new FcgiException(1069, "Got bogus rid " + request + ", expected " + RecordType.REQUEST);
        }
        type = header[1] & 0xFF;
        contentLeft = (header[4] & 0xFF) << 8 | header[5] & 0xFF;
        paddingLeft = header[6] & 0xFF;
        if (type != RecordType.STDOUT && type != RecordType.STDERR && type != RecordType.END_REQUEST) {
            throw new FcgiException(1072, "Got bogus record " + type);
        }
        if (type == RecordType.END_REQUEST && contentLeft < END_LENGTH) {
            throw new FcgiException(1072, "Got bogus record " + type);
        }
        return true;
    }

    private Event content(byte[] bytes, int to) {
        int count = Math.min(contentLeft, to - used);
        offset = used;
        length = count;
        if (type == RecordType.END_REQUEST) {
            for (int i = 0; i < count && inEnd < END_LENGTH; i++) {
                end[inEnd++] = bytes[used + i];
            }
        }
        contentLeft -= count;
        used += count;
        return switch (type) {
            case RecordType.STDOUT -> Event.OUTPUT;
            case RecordType.STDERR -> Event.ERROR;
            default -> Event.NEED_MORE;
        };
    }

    /// How far the last call got.
    public int used() {
        return used;
    }

    /// Where the piece starts.
    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /// Whether the piece was the last of its record.
    public boolean pieceEndsRecord() {
        return contentLeft == 0;
    }

    /// After END: what a CGI program would have exited with.
    public int applicationStatus() {
        return (end[0] & 0xFF) << 24 | (end[1] & 0xFF) << 16 | (end[2] & 0xFF) << 8 | end[3] & 0xFF;
    }

    /// After END: 0 if the request was carried out; 1 it can't do several at once, 2 it is overloaded, 3 it doesn't know the role.
    public int protocolStatus() {
        return end[4] & 0xFF;
    }
}
