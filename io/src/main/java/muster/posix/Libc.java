package muster.posix;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// Calls functions of libc. Every call passes the segment of [CallState], so that `errno` is read before the virtual
/// machine can run anything that changes it.
///
/// There are two shapes of call and no more: the virtual machine makes a dozen classes for each shape, in every process, and
/// that was most of a child's start and a tenth of its memory. Both are right for any function that takes whole numbers and pointers: on
/// x86-64 and aarch64 each of the first six (eight) travels in a register of its own, one that is narrower than its register uses
/// the lower part, one too many is ignored, and a variadic function takes its arguments in the same registers.
final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            ERRNO);
    /// Heap arrays may be passed, and the thread keeps its Java state: only for calls that return at once.
    private static final MethodHandle CALL_WITH_BUFFER = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            ERRNO,
            Linker.Option.critical(true));

    private Libc() {}

    /// A function that takes numbers and addresses of native memory. It may block; its thread is in native state
    /// meanwhile, so that the collector can run.
    static SystemCall call(String name) {
        return new SystemCall(address(name));
    }

    /// A function that returns in microseconds, and whose second argument is memory that may lie on the heap.
    static BufferCall withBuffer(String name) {
        return new BufferCall(address(name));
    }

    /// A bound function of the first shape. Results of type `int` are to be cast: what is above them is undefined.
    record SystemCall(MemorySegment function) {
        long call(MemorySegment state) {
            return call(state, 0, 0, 0, 0, 0, 0);
        }

        long call(MemorySegment state, long a) {
            return call(state, a, 0, 0, 0, 0, 0);
        }

        long call(MemorySegment state, long a, long b) {
            return call(state, a, b, 0, 0, 0, 0);
        }

        long call(MemorySegment state, long a, long b, long c) {
            return call(state, a, b, c, 0, 0, 0);
        }

        long call(MemorySegment state, long a, long b, long c, long d) {
            return call(state, a, b, c, d, 0, 0);
        }

        long call(MemorySegment state, long a, long b, long c, long d, long e) {
            return call(state, a, b, c, d, e, 0);
        }

        long call(MemorySegment state, long a, long b, long c, long d, long e, long f) {
            try {
                return (long) CALL.invokeExact(function, state, a, b, c, d, e, f);
            } catch (Throwable problem) {
                throw unexpected(problem);
            }
        }
    }

    /// A bound function of the second shape.
    record BufferCall(MemorySegment function) {
        long call(MemorySegment state, long a, MemorySegment buffer, long c) {
            return call(state, a, buffer, c, 0, 0);
        }

        long call(MemorySegment state, long a, MemorySegment buffer, long c, long d) {
            return call(state, a, buffer, c, d, 0);
        }

        long call(MemorySegment state, long a, MemorySegment buffer, long c, long d, long e) {
            try {
                return (long) CALL_WITH_BUFFER.invokeExact(function, state, a, buffer, c, d, e);
            } catch (Throwable problem) {
                throw unexpected(problem);
            }
        }
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
