package muster.modules.session;

import muster.http.HeaderFields;
import org.jspecify.annotations.Nullable;

/// One visitor's names and values. Names are the same in any case.
public final class Session {
    private final HeaderFields entries = new HeaderFields();
    private @Nullable String encoded;
    private long expiry;
    private long maxAge;
    private boolean dirty;
    private boolean written;

    /// @param encoded as it was stored; null for a new session
    Session(@Nullable String encoded) {
        this.encoded = encoded;
    }

    public @Nullable String get(String name) {
        return entries.get(name);
    }

    /// @param value null takes the name away
    public void set(String name, @Nullable String value) {
        put(name, value);
        dirty = true;
    }

    /// As [#set], without a reason to store it. A name stays as it was written first.
    void put(String name, @Nullable String value) {
        int at = entries.indexOf(name, 0);
        if (value == null) {
            entries.remove(name);
        } else if (at < 0) {
            entries.add(name, value);
        } else {
            entries.value(at, value);
        }
    }

    HeaderFields entries() {
        return entries;
    }

    /// What hasn't been made sense of yet, or what is to be stored.
    @Nullable String encoded() {
        return encoded;
    }

    void encoded(@Nullable String text) {
        encoded = text;
    }

    /// When it ends, in microseconds of the epoch; 0 for never.
    long expiry() {
        return expiry;
    }

    void expiry(long micros) {
        expiry = micros;
    }

    /// How long it lasts when it is stored, in seconds; 0 for ever.
    long maxAge() {
        return maxAge;
    }

    void maxAge(long seconds) {
        maxAge = seconds;
    }

    boolean isDirty() {
        return dirty;
    }

    void touch() {
        dirty = true;
    }

    boolean isWritten() {
        return written;
    }

    void written() {
        written = true;
    }

    /// Forgets everything.
    void clear() {
        entries.clear();
        encoded = null;
        expiry = 0;
        maxAge = 0;
    }
}
