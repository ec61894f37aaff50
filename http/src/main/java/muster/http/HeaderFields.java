package muster.http;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Header fields in the order they came or were set. Names compare without regard to case (RFC 9110 §5.1); a name
/// may occur several times. Made for the ten or so fields of a message: look-ups are a scan.
public final class HeaderFields {
    private @Nullable String[] names = new String[16];
    private @Nullable String[] values = new String[16];
    private int size;

    public int size() {
        return size;
    }

    /// @param index 0 to size - 1
    public String name(int index) {
        return present(names[index]);
    }

    public String value(int index) {
        return present(values[index]);
    }

    /// Gives the field at a place another value.
    public void value(int index, String value) {
        present(values[index]);
        values[index] = value;
    }

    /// The first field of this name, or null.
    public @Nullable String get(String name) {
        int at = indexOf(name, 0);
        return at < 0 ? null : values[at];
    }

    /// All fields of this name as one list value, joined by ", " (RFC 9110 §5.3), or null.
    public @Nullable String joined(String name) {
        int at = indexOf(name, 0);
        if (at < 0) {
            return null;
        }
        int next = indexOf(name, at + 1);
        if (next < 0) {
            return values[at];
        }
        var joined = new StringBuilder(value(at));
        for (; next >= 0; next = indexOf(name, next + 1)) {
            joined.append(", ").append(values[next]);
        }
        return joined.toString();
    }

    public boolean has(String name) {
        return indexOf(name, 0) >= 0;
    }

    /// Where the first field of this name at or after `from` stands, or -1.
    public int indexOf(String name, int from) {
        for (int i = from; i < size; i++) {
            if (name.equalsIgnoreCase(names[i])) {
                return i;
            }
        }
        return -1;
    }

    /// Adds a field, whatever fields of that name there are.
    public void add(String name, String value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        names[size] = name;
        values[size++] = value;
    }

    /// Adds to the value of the field that was added last, as a folded line does.
    public void appendToLast(String more) {
        values[size - 1] = value(size - 1) + more;
    }

    public void removeLast() {
        names[--size] = null;
        values[size] = null;
    }

    /// Makes this the only field of its name, in the place of the first one there was.
    public void set(String name, String value) {
        int at = indexOf(name, 0);
        if (at < 0) {
            add(name, value);
            return;
        }
        names[at] = name;
        values[at] = value;
        removeFrom(name, at + 1);
    }

    /// Adds to the list value of a name, after ", ".
    public void merge(String name, String value) {
        String old = joined(name);
        set(name, old == null || old.isEmpty() ? value : old + ", " + value);
    }

    public void remove(String name) {
        removeFrom(name, 0);
    }

    public void clear() {
        Arrays.fill(names, 0, size, null);
        Arrays.fill(values, 0, size, null);
        size = 0;
    }

    public void addAll(HeaderFields other) {
        for (int i = 0; i < other.size; i++) {
            add(other.name(i), other.value(i));
        }
    }

    public void forEach(BiConsumer<String, String> each) {
        for (int i = 0; i < size; i++) {
            each.accept(name(i), value(i));
        }
    }

    private void removeFrom(String name, int from) {
        int kept = from;
        for (int i = from; i < size; i++) {
            if (!name.equalsIgnoreCase(names[i])) {
                names[kept] = names[i];
                values[kept++] = values[i];
            }
        }
        Arrays.fill(names, kept, size, null);
        Arrays.fill(values, kept, size, null);
        size = kept;
    }

    private static String present(@Nullable String text) {
        if (text == null) {
            throw new IndexOutOfBoundsException("no such header field");
        }
        return text;
    }
}
