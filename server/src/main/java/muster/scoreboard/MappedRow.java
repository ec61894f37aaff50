package muster.scoreboard;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/// A worker's row in shared memory. It is put together on the heap and copied at once, because each access to
/// shared memory costs more than the whole copy, above all in code that only the first compiler has seen.
final class MappedRow implements WorkerRow {
    private static final int NUMBERS = PageLayout.LENGTHS / 8;
    private static final int START = PageLayout.START / 8;
    private static final int LAST = PageLayout.LAST / 8;
    private static final int OF_CONNECTION = PageLayout.OF_CONNECTION / 8;
    private static final int OF_CHILD = PageLayout.OF_CHILD / 8;

    private final int number;
    private final ByteBuffer page;
    private final LongBuffer pageNumbers;
    private final int at;
    private boolean requestTail;
    /// What stands in the row before its texts.
    private final long[] numbers = new long[NUMBERS];
    private final byte[] texts = new byte[PageLayout.TEXTS_MOST];

    MappedRow(int number, ByteBuffer page) {
        this.number = number;
        this.page = page;
        this.pageNumbers = page.asLongBuffer();
        this.at = PageLayout.HEAD + number * PageLayout.ROW;
        state(WorkerState.STARTING);
    }

    void requestTail(boolean wanted) {
        requestTail = wanted;
    }

    @Override
    public void state(WorkerState state) {
        numbers[0] = state.ordinal();
        page.putLong(at, state.ordinal());
    }

    @Override
    public void connection(String client) {
        numbers[OF_CONNECTION] = 0;
        numbers[OF_CONNECTION + 1] = 0;
        numbers[OF_CONNECTION + 2] = 0;
        publish();
        writeTexts(client, "", "", "");
    }

    @Override
    public void begin(String client, String host, String requestLine, String protocol, long nowMillis) {
        numbers[0] = WorkerState.SENDING.ordinal();
        numbers[START] = nowMillis;
        publish();
        writeTexts(client, host, requestLine, protocol);
    }

    @Override
    public void end(long bytes, long micros) {
        numbers[LAST] = micros;
        numbers[OF_CONNECTION]++;
        numbers[OF_CONNECTION + 1] += bytes;
        numbers[OF_CONNECTION + 2] += micros;
        numbers[OF_CHILD]++;
        numbers[OF_CHILD + 1] += bytes;
        numbers[OF_CHILD + 2] += micros;
        publish();
    }

    @Override
    public int number() {
        return number;
    }

    private void publish() {
        pageNumbers.put(at / 8, numbers, 0, NUMBERS);
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is exactly "one byte a character", without allocation
    private void writeTexts(String client, String host, String requestLine, String protocol) {
        int c = Math.min(client.length(), PageLayout.CLIENT_MOST);
        int h = Math.min(host.length(), PageLayout.HOST_MOST);
        int r = Math.min(requestLine.length(), PageLayout.REQUEST_MOST);
        int p = Math.min(protocol.length(), PageLayout.PROTOCOL_MOST);
        int from = requestTail ? requestLine.length() - r : 0;
        client.getBytes(0, c, texts, 0);
        host.getBytes(0, h, texts, c);
        requestLine.getBytes(from, from + r, texts, c + h);
        protocol.getBytes(0, p, texts, c + h + r);
        page.putLong(at + PageLayout.LENGTHS, c | h << 8 | r << 16 | p << 24);
        page.put(at + PageLayout.TEXTS, texts, 0, c + h + r + p);
    }
}
