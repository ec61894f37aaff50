package muster.posix;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Binds functions of libc. Every handle made here takes the segment of [CallState] first, so that `errno` is
/// read before the virtual machine can run anything that changes it.
final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    /// Heap arrays may be passed, and the thread keeps its Java state: only for calls that return at once.
    private static final Linker.Option RETURNS_AT_ONCE = Linker.Option.critical(true);

    private Libc() {}

    /// A call that may block or take long; its thread is in native state meanwhile, so that the collector can run.
    static MethodHandle blocking(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(address(name), FunctionDescriptor.of(result, arguments), ERRNO);
    }

    /// As [#blocking], for a variadic function: arguments from `firstVariadic` on are passed as C passes `...`.
    static MethodHandle blockingVariadic(String name, int firstVariadic, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                address(name), FunctionDescriptor.of(result, arguments), ERRNO, Linker.Option.firstVariadicArg(firstVariadic));
    }

    /// A call on something non-blocking: it returns in microseconds, and it may be given heap arrays.
    static MethodHandle quick(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(address(name), FunctionDescriptor.of(result, arguments), ERRNO, RETURNS_AT_ONCE);
    }

    /// As [#quick], for a variadic function.
    static MethodHandle quickVariadic(String name, int firstVariadic, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                address(name),
                FunctionDescriptor.of(result, arguments),
                ERRNO,
                RETURNS_AT_ONCE,
                Linker.Option.firstVariadicArg(firstVariadic));
    }

    private static MemorySegment address(String name) {
        return LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new IllegalStateException("this libc has no " + name + "()"));
    }

    /// A downcall handle never throws a checked exception; what arrives here is a bug or a dying machine.
    static RuntimeException unexpected(Throwable problem) {
        if (problem instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a system call could not be made", problem);
    }
}
