package muster.modules.aaa.digest;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// The clients whose requests are counted, or whose nonces are good for one request: in memory that all children share, so that it doesn't
/// matter which of them a request reaches.
///
/// A ring: each new client takes the place of the oldest. Who has lost his place is told that his nonce is stale, and gets another. No
/// locks: numbers change by atomic steps, and a client's place is his while it bears his number.
///
/// ```
/// next client | next one-time nonce | place: number, requests, hash of the last nonce | place ...
/// ```
final class DigestClients {
    /// As many as AuthDigestShmemSize of httpd has room for in a quarter of a megabyte: far more than its default of twelve.
    static final int LEAST_PLACES = 4096;

    private static final int HEADER = 64;
    private static final int PLACE = 32;
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final MemorySegment memory;
    private final long places;

    DigestClients(MemorySegment memory) {
        this.memory = memory;
        this.places = (memory.byteSize() - HEADER) / PLACE;
    }

    static long bytes(int places) {
        return HEADER + (long) places * PLACE;
    }

    /// A new client's number, from 1.
    long add() {
        long number = (long) LONG.getAndAdd(memory, 0L, 1L) + 1;
        long at = at(number);
        LONG.setVolatile(memory, at, 0L);
        LONG.setVolatile(memory, at + 8, 0L);
        LONG.setVolatile(memory, at + 16, 0L);
        LONG.setVolatile(memory, at, number);
        return number;
    }

    boolean has(long number) {
        return number > 0 && (long) LONG.getVolatile(memory, at(number)) == number;
    }

    /// Counts one request more.
    void count(long number) {
        LONG.getAndAdd(memory, at(number) + 8, 1L);
    }

    /// How many requests have come since the client's nonce was made.
    long counted(long number) {
        return (long) LONG.getVolatile(memory, at(number) + 8);
    }

    void resetCount(long number) {
        LONG.setVolatile(memory, at(number) + 8, 0L);
    }

    void lastNonce(long number, String nonce) {
        LONG.setVolatile(memory, at(number) + 16, fingerprint(nonce));
    }

    boolean isLastNonce(long number, String nonce) {
        return (long) LONG.getVolatile(memory, at(number) + 16) == fingerprint(nonce);
    }

    /// A number that no nonce has been made of yet.
    long onceOnly() {
        return (long) LONG.getAndAdd(memory, 8L, 1L);
    }

    private long at(long number) {
        return HEADER + Long.remainderUnsigned(number, places) * PLACE;
    }

    /// The end of a nonce is a keyed hash already: 64 bits of it will do.
    private static long fingerprint(String nonce) {
        return Long.parseUnsignedLong(nonce.substring(nonce.length() - 16), 16);
    }
}
