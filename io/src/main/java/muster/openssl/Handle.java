package muster.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// An object of the library that Java owns: freed when nothing refers to it any more. Whoever passes [#address] on must hold this
/// object until the call is over; classes here do by being its only users.
final class Handle {
    private final MemorySegment segment;

    private Handle(MemorySegment segment) {
        this.segment = segment;
    }

    static Handle owned(long address, OpenSsl.Function free) {
        return new Handle(MemorySegment.ofAddress(address).reinterpret(Arena.ofAuto(), gone -> free.call(gone.address())));
    }

    long address() {
        return segment.address();
    }
}
