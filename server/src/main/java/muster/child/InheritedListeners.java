package muster.child;

import muster.io.Listeners;
import muster.posix.Descriptors;
import muster.posix.FileIo;
import muster.posix.PosixException;

/// The listening sockets this child was given.
final class InheritedListeners implements Listeners {
    private final int count;

    InheritedListeners(int count) {
        this.count = count;
    }

    @Override
    public int[] descriptors() {
        var descriptors = new int[count];
        for (int i = 0; i < count; i++) {
            descriptors[i] = Inherited.FIRST_LISTENER + i;
        }
        return descriptors;
    }

    /// Lets go of the sockets, for a child that has stopped accepting but still has work: an address that the new configuration has
    /// given up must not stay bound, and a new parent must be able to bind. The numbers stay taken, so that nobody
    /// who still knows them can reach somebody else's descriptor.
    void release() throws PosixException {
        int nothing = FileIo.open("/dev/null", FileIo.O_RDONLY, 0);
        for (int i = 0; i < count; i++) {
            Descriptors.dup3(nothing, Inherited.FIRST_LISTENER + i);
        }
        Descriptors.close(nothing);
    }
}
