package muster.foreign;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// A function of a shared library that takes whole numbers and addresses of native memory, at most eight, and returns one or
/// nothing.
///
/// All of them are called through one downcall handle of eight 64-bit arguments. Both x86-64 and aarch64 pass integers and
/// pointers in the same places, and a function leaves alone the arguments it doesn't take. Every further shape would cost each
/// child 5 ms at its start and 450 KB of its own memory (docs/decisions/0001-regular-expressions.md). Results of type `int` are to
/// be cast: what is above them is undefined.
public record NativeFunction(MemorySegment address) {
    private static final MethodHandle CALL = Linker.nativeLinker()
            .downcallHandle(FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    public long call(long a) {
        return call(a, 0, 0, 0, 0, 0, 0, 0);
    }

    public long call(long a, long b) {
        return call(a, b, 0, 0, 0, 0, 0, 0);
    }

    public long call(long a, long b, long c) {
        return call(a, b, c, 0, 0, 0, 0, 0);
    }

    public long call(long a, long b, long c, long d) {
        return call(a, b, c, d, 0, 0, 0, 0);
    }

    public long call(long a, long b, long c, long d, long e, long f, long g) {
        return call(a, b, c, d, e, f, g, 0);
    }

    public long call(long a, long b, long c, long d, long e, long f, long g, long h) {
        try {
            return (long) CALL.invokeExact(address, a, b, c, d, e, f, g, h);
        } catch (RuntimeException | Error problem) {
            throw problem;
        } catch (Throwable problem) {
            throw new IllegalStateException("a library could not be called", problem);
        }
    }
}
