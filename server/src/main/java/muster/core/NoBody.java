package muster.core;

/// The body of a request without one.
public enum NoBody implements RequestBody {
    INSTANCE;

    @Override
    public boolean present() {
        return false;
    }

    @Override
    public long length() {
        return 0;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        return -1;
    }

    @Override
    public long received() {
        return 0;
    }
}
