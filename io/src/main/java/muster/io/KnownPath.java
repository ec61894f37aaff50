package muster.io;

import muster.posix.CPath;

/// A path that is looked at again and again: see [FileSystem#look]. Immutable.
public final class KnownPath {
    private final String text;
    private final CPath forKernel;

    /// @param text one byte a character
    public KnownPath(String text) {
        this.text = text;
        this.forKernel = new CPath(text);
    }

    public String text() {
        return text;
    }

    CPath forKernel() {
        return forKernel;
    }

    @Override
    public String toString() {
        return text;
    }
}
