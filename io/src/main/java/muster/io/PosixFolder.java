package muster.io;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import muster.posix.Descriptors;
import muster.posix.FileIo;
import muster.posix.PosixException;

/// Reads a folder through `getdents64(2)`, some hundred entries a call.
final class PosixFolder implements Folder {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();
    private static final int LENGTH_AT = 16;
    private static final int TYPE_AT = 18;
    private static final int NAME_AT = 19;

    private final int descriptor;
    private final byte[] entries = new byte[16 * 1024];
    private int end;
    private int next;
    private String name = "";
    private Kind kind = Kind.UNKNOWN;

    PosixFolder(int descriptor) {
        this.descriptor = descriptor;
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            if (next >= end) {
                end = FileIo.getdents64(descriptor, entries);
                next = 0;
                if (end < 0) {
                    throw PosixException.of("getdents64", end);
                }
                if (end == 0) {
                    return false;
                }
            }
            int at = next;
            next += Short.toUnsignedInt((short) SHORT.get(entries, at + LENGTH_AT));
            int length = lengthOfName(at + NAME_AT);
            if (!isDots(at + NAME_AT, length)) {
                name = new String(entries, at + NAME_AT, length, StandardCharsets.ISO_8859_1);
                kind = kind(entries[at + TYPE_AT]);
                return true;
            }
        }
    }

    private int lengthOfName(int start) {
        int at = start;
        while (entries[at] != 0) {
            at++;
        }
        return at - start;
    }

    private boolean isDots(int start, int length) {
        return length <= 2 && entries[start] == '.' && (length == 1 || entries[start + 1] == '.');
    }

    private static Kind kind(byte type) {
        return switch (type) {
            case 4 -> Kind.FOLDER;
            case 8 -> Kind.FILE;
            case 10 -> Kind.LINK;
            case 0 -> Kind.UNKNOWN;
            default -> Kind.OTHER;
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public void close() {
        Descriptors.close(descriptor);
    }
}
