package muster.openssl;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The two libraries, and how their functions are called: all through one shape of seven 64-bit arguments, for the reason that
/// [muster.pattern] gives. It is the shape of the regular expressions' engine, so a child that has both pays for it once.
public final class OpenSsl {
    private static final int TEXT_MOST = 1 << 20;

    private static final MethodHandle CALL = Linker.nativeLinker()
            .downcallHandle(FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    private static final @Nullable SymbolLookup CRYPTO = open("libcrypto.so.3");
    private static final @Nullable SymbolLookup SSL = open("libssl.so.3");

    private OpenSsl() {}

    /// Whether this machine has the libraries.
    public static boolean present() {
        return CRYPTO != null && SSL != null;
    }

    /// `OpenSSL 3.0.19 27 Jan 2026`: what the library says of itself.
    public static String version() {
        return text(crypto("OpenSSL_version").call(0));
    }

    /// A function of libssl.
    static Function ssl(String name) {
        return new Function(address(SSL, name));
    }

    /// A function of libcrypto.
    static Function crypto(String name) {
        return new Function(address(CRYPTO, name));
    }

    private static MemorySegment address(@Nullable SymbolLookup library, String name) {
        if (library == null) {
            throw new IllegalStateException("OpenSSL 3 isn't installed, and TLS needs it (Debian and Ubuntu: apt install libssl3)");
        }
        return library.find(name).orElseThrow(() -> new IllegalStateException("this OpenSSL has no " + name + "()"));
    }

    private static @Nullable SymbolLookup open(String library) {
        try {
            return SymbolLookup.libraryLookup(library, Arena.global());
        } catch (IllegalArgumentException absent) {
            return null;
        }
    }

    /// The C string at an address; empty for NULL.
    static String text(long address) {
        if (address == 0) {
            return "";
        }
        return MemorySegment.ofAddress(address).reinterpret(TEXT_MOST).getString(0, StandardCharsets.ISO_8859_1);
    }

    /// A C string that lives as long as the arena.
    static long text(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.ISO_8859_1).address();
    }

    /// The bytes at an address.
    static byte[] bytes(long address, long length) {
        return MemorySegment.ofAddress(address).reinterpret(length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
    }

    /// A bound function. Results of type `int` are to be cast: what is above them is undefined.
    record Function(MemorySegment address) {
        long call() {
            return call(0, 0, 0, 0, 0, 0, 0);
        }

        long call(long a) {
            return call(a, 0, 0, 0, 0, 0, 0);
        }

        long call(long a, long b) {
            return call(a, b, 0, 0, 0, 0, 0);
        }

        long call(long a, long b, long c) {
            return call(a, b, c, 0, 0, 0, 0);
        }

        long call(long a, long b, long c, long d) {
            return call(a, b, c, d, 0, 0, 0);
        }

        long call(long a, long b, long c, long d, long e, long f, long g) {
            try {
                return (long) CALL.invokeExact(address, a, b, c, d, e, f, g);
            } catch (RuntimeException | Error problem) {
                throw problem;
            } catch (Throwable problem) {
                throw new IllegalStateException("OpenSSL could not be called", problem);
            }
        }
    }
}
