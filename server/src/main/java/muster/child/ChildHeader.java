package muster.child;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import muster.io.SharedProgram;
import muster.posix.Errno;
import muster.posix.FileIo;
import muster.posix.Memory;
import muster.posix.PosixException;

/// The first message on the control socket: what a child can't see from its descriptors.
///
/// @param generation the reading of the configuration that it serves, from 0
/// @param slot its place among the children; for names and logs
/// @param snapshotSize bytes in the snapshot
/// @param sharedSize bytes of memory that the generation's children share
/// @param threads ThreadsPerChild: how many rows its page has
/// @param connectionLimit how many connections an async MPM takes
/// @param connectionsMost connections after which it asks to be replaced; 0 for no limit. Differs from child to child, so that they
///     don't all end together
/// @param listeners how many listening sockets it has inherited
/// @param logs how many log descriptors
/// @param programs how many programs it may ask, by [SharedProgram#DESCRIPTORS] descriptors each
/// @param credentials who to become
public record ChildHeader(
        int generation,
        int slot,
        int snapshotSize,
        int sharedSize,
        int threads,
        int connectionLimit,
        int connectionsMost,
        int listeners,
        int logs,
        int programs,
        Credentials credentials) {
    private static final int VERSION = 1;
    private static final int SIZE_LEAST = 14 * Integer.BYTES;
    /// With sixteen thousand supplementary groups.
    private static final int SIZE_MOST = 64 * 1024;

    /// The descriptor of a log file.
    /// @param index in the generation's table
    public int logDescriptor(int index) {
        return Inherited.FIRST_LISTENER + listeners + index;
    }

    /// Maps the memory that the children of this generation share.
    public MemorySegment shared() {
        try {
            return Memory.map(Inherited.SHARED, sharedSize, true);
        } catch (PosixException refused) {
            throw new IllegalStateException("the memory that children share can't be mapped", refused);
        }
    }

    /// The first descriptor of a program.
    /// @param index in the generation's list
    public int programDescriptor(int index) {
        return logDescriptor(logs) + index * SharedProgram.DESCRIPTORS;
    }

    /// As it travels.
    public byte[] encoded() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeInt(generation);
            out.writeInt(slot);
            out.writeInt(snapshotSize);
            out.writeInt(sharedSize);
            out.writeInt(threads);
            out.writeInt(connectionLimit);
            out.writeInt(connectionsMost);
            out.writeInt(listeners);
            out.writeInt(logs);
            out.writeInt(programs);
            out.writeInt(credentials.uid());
            out.writeInt(credentials.gid());
            int[] groups = credentials.groups();
            out.writeInt(groups.length);
            for (int group : groups) {
                out.writeInt(group);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static ChildHeader decoded(byte[] message, int length) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(message, 0, length));
        if (in.readInt() != VERSION) {
            throw new IOException("the parent speaks another version");
        }
        return new ChildHeader(
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                new Credentials(in.readInt(), in.readInt(), groups(in)));
    }

    private static int[] groups(DataInputStream in) throws IOException {
        var groups = new int[in.readInt()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = in.readInt();
        }
        return groups;
    }

    /// Receives it; the parent has sent it before it started this process.
    static ChildHeader receive() throws IOException {
        var bytes = new byte[SIZE_MOST];
        int n = FileIo.read(Inherited.CONTROL, bytes, 0, bytes.length);
        if (n < SIZE_LEAST) {
            throw new PosixException("reading the header", n < 0 ? -n : Errno.EIO);
        }
        return decoded(bytes, n);
    }
}
