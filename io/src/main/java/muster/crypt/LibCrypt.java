package muster.crypt;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `crypt_r(3)` of the system's libcrypt. Slow on purpose: never call it where other connections wait for the thread.
final class LibCrypt {
    /// libxcrypt under its two names; musl has the function in its libc.
    private static final List<String> LIBRARIES = List.of("libcrypt.so.1", "libcrypt.so.2");

    /// `struct crypt_data` is 32 KB in libxcrypt and musl's is smaller; glibc's old one was 131,232 bytes.
    private static final long DATA_SIZE = 132 * 1024;

    private static final int LONGEST_HASH = 512;

    private static final MethodHandle CALL = Linker.nativeLinker()
            .downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final @Nullable MemorySegment CRYPT_R = find();

    private LibCrypt() {}

    private static @Nullable MemorySegment find() {
        for (String library : LIBRARIES) {
            try {
                var found = SymbolLookup.libraryLookup(library, Arena.global()).find("crypt_r");
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (IllegalArgumentException absent) {
                continue; // the next may be there
            }
        }
        return Linker.nativeLinker().defaultLookup().find("crypt_r").orElse(null);
    }

    /// Whether this machine has it.
    static boolean isPresent() {
        return CRYPT_R != null;
    }

    /// @param password one byte a character, without NUL
    /// @param setting method, cost and salt, or a whole hash that begins with them
    /// @return the hash; null if the method isn't known or the setting is wrong
    static @Nullable String crypt(String password, String setting) {
        MemorySegment function = CRYPT_R;
        if (function == null) {
            return null;
        }
        try (var arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(DATA_SIZE, 16);
            MemorySegment key = arena.allocateFrom(password, StandardCharsets.ISO_8859_1);
            MemorySegment salt = arena.allocateFrom(setting, StandardCharsets.ISO_8859_1);
            long address = (long) CALL.invokeExact(function, key.address(), salt.address(), data.address());
            String hash = address == 0
                    ? null
                    : MemorySegment.ofAddress(address)
                            .reinterpret(LONGEST_HASH)
                            .getString(0, StandardCharsets.ISO_8859_1);
            data.fill((byte) 0);
            key.fill((byte) 0);
            // A failure may also be told by a text that no hash begins with (crypt(3), "failure tokens").
            return hash == null || hash.startsWith("*") ? null : hash;
        } catch (RuntimeException | Error problem) {
            throw problem;
        } catch (Throwable problem) {
            throw new IllegalStateException("crypt_r could not be called", problem);
        }
    }
}
