package muster.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;

/// A shared library of the system, opened when this is made; a machine may lack it.
public final class NativeLibrary {
    private final String file;
    private final SymbolLookup symbols;
    private final boolean present;

    private NativeLibrary(String file, SymbolLookup symbols, boolean present) {
        this.file = file;
        this.symbols = symbols;
        this.present = present;
    }

    /// @param file with its version, as the dynamic linker knows it: `libz.so.1`
    public static NativeLibrary open(String file) {
        try {
            return new NativeLibrary(file, SymbolLookup.libraryLookup(file, Arena.global()), true);
        } catch (IllegalArgumentException absent) {
            return new NativeLibrary(file, _ -> Optional.empty(), false);
        }
    }

    public String file() {
        return file;
    }

    /// Whether this machine has the library.
    public boolean present() {
        return present;
    }

    /// A function of the library. One that is missing can be bound, but not called.
    public NativeFunction function(String name) {
        return new NativeFunction(symbols.find(name).orElse(MemorySegment.NULL));
    }
}
