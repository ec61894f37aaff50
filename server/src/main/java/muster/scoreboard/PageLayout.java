package muster.scoreboard;

/// Where things lie in a child's page: a head, then a row for each worker. All numbers are in the machine's byte order;
/// offsets are in bytes, and those of numbers are multiples of 8.
///
/// ```
/// head  0 accepting   8 total   16 writing   24 keep-alive   32 closing   40 connections accepted
/// row   0 state       8 start of the request (ms)   16 duration of the last one (us)
///      24 accesses   32 bytes  40 us     on this connection
///      48 accesses   56 bytes  64 us     since the child started
///      72 lengths of the four texts, a byte each   80 client, host, request line, protocol, without gaps
/// ```
final class PageLayout {
    static final int HEAD = 64;
    static final int ACCEPTING = 0;
    static final int TOTAL = 8;
    static final int WRITING = 16;
    static final int KEEP_ALIVE = 24;
    static final int CLOSING = 32;
    static final int ACCEPTED = 40;

    static final int ROW = 384;
    static final int STATE = 0;
    static final int START = 8;
    static final int LAST = 16;
    static final int OF_CONNECTION = 24;
    static final int OF_CHILD = 48;
    static final int LENGTHS = 72;
    static final int TEXTS = 80;

    static final int CLIENT_MOST = 48;
    static final int HOST_MOST = 64;
    static final int REQUEST_MOST = 176;
    static final int PROTOCOL_MOST = 16;
    static final int TEXTS_MOST = CLIENT_MOST + HOST_MOST + REQUEST_MOST + PROTOCOL_MOST;

    private PageLayout() {}

    /// How large a child's page is.
    /// @param workers its ThreadsPerChild
    static long size(int workers) {
        return HEAD + (long) ROW * workers;
    }
}
