package muster.modules.generators.autoindex;

import org.jspecify.annotations.Nullable;

/// The order of a page's lines: the parent first, then folders if they are kept together, then by what was asked for, names deciding
/// between equals.
final class EntryOrder {
    private static final NaturalOrder NATURAL = new NaturalOrder(false);
    private static final NaturalOrder NATURAL_IGNORING_CASE = new NaturalOrder(true);

    private final char key;
    private final boolean ascending;
    private final boolean natural;
    private final boolean ignoringCase;

    EntryOrder(IndexQuery query) {
        this.key = query.key();
        this.ascending = query.order() == 'A';
        this.natural = query.has(IndexOptions.VERSION_SORT);
        this.ignoringCase = query.has(IndexOptions.IGNORE_CASE);
    }

    /// Sorts by merging, as the C library does: the natural order isn't transitive for every set of names, and the JDK's sort
    /// throws at that.
    void sort(Entry[] entries, int count) {
        sort(entries, new Entry[count], 0, count);
    }

    private void sort(Entry[] entries, Entry[] room, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = from + (to - from) / 2;
        sort(entries, room, from, middle);
        sort(entries, room, middle, to);
        int left = from;
        int right = middle;
        for (int at = from; at < to; at++) {
            boolean takeLeft = right == to || left < middle && compare(entries[left], entries[right]) <= 0;
            room[at] = takeLeft ? entries[left++] : entries[right++];
        }
        System.arraycopy(room, from, entries, from, to - from);
    }

    private int compare(Entry one, Entry other) {
        if (one.isParent() || other.isParent()) {
            return one.isParent() ? -1 : 1;
        }
        if (one.folder() != other.folder()) {
            return one.folder() ? -1 : 1;
        }
        return ascending ? upwards(one, other) : upwards(other, one);
    }

    private int upwards(Entry one, Entry other) {
        int byKey = switch (key) {
            case 'M' -> Long.compare(one.modified(), other.modified());
            case 'S' -> Long.compare(one.size(), other.size());
            case 'D' -> descriptions(text(one.description()), text(other.description()));
            default -> 0;
        };
        return byKey != 0 ? byKey : names(one.name(), other.name());
    }

    private int descriptions(String one, String other) {
        return natural ? NATURAL.compare(one, other) : one.compareTo(other);
    }

    private int names(String one, String other) {
        int result = 0;
        if (natural) {
            result = ignoringCase ? NATURAL_IGNORING_CASE.compare(one, other) : 0;
            result = result != 0 ? result : NATURAL.compare(one, other);
        }
        if (result == 0 && ignoringCase) {
            result = lower(one).compareTo(lower(other));
        }
        return result != 0 ? result : one.compareTo(other);
    }

    private static String text(@Nullable String description) {
        return description == null ? "" : description;
    }

    /// Of ASCII letters only: the rest of a name is bytes.
    private static String lower(String name) {
        StringBuilder lower = null;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower = lower == null ? new StringBuilder(name) : lower;
                lower.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return lower == null ? name : lower.toString();
    }
}
