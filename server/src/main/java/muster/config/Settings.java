package muster.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values that one section sets, or that several merged sections set together: one for each [ConfigSlot].
/// Immutable.
public final class Settings {
    public static final Settings NONE = new Settings(new ConfigSlot<?>[0], new @Nullable Object[0]);

    /// Parallel arrays, indexed by slot; null where nothing was said.
    private final ConfigSlot<?>[] slots;
    private final @Nullable Object[] values;

    private Settings(ConfigSlot<?>[] slots, @Nullable Object[] values) {
        this.slots = slots;
        this.values = values;
    }

    /// What these settings hold for a slot: its unset value if they say nothing.
    @SuppressWarnings("unchecked") // with() stores a C under a ConfigSlot<C>
    public <C> C get(ConfigSlot<C> slot) {
        int index = slot.index();
        Object value = index < values.length ? values[index] : null;
        return value == null ? slot.unset() : (C) value;
    }

    /// Whether anything was said for a slot.
    public boolean sets(ConfigSlot<?> slot) {
        return slot.index() < values.length && values[slot.index()] != null;
    }

    /// These settings with one value replaced.
    public <C> Settings with(ConfigSlot<C> slot, C value) {
        int length = Math.max(values.length, slot.index() + 1);
        var newSlots = Arrays.copyOf(slots, length);
        var newValues = Arrays.copyOf(values, length);
        newSlots[slot.index()] = slot;
        newValues[slot.index()] = value;
        return new Settings(newSlots, newValues);
    }

    /// These settings without anything for one slot.
    public Settings without(ConfigSlot<?> slot) {
        if (!sets(slot)) {
            return this;
        }
        var newValues = values.clone();
        newValues[slot.index()] = null;
        return new Settings(slots, newValues);
    }

    /// The slots that something was said for.
    public List<ConfigSlot<?>> said() {
        var said = new ArrayList<ConfigSlot<?>>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                said.add(slots[i]);
            }
        }
        return said;
    }

    /// An inner section's settings merged over these.
    public Settings plus(Settings inner) {
        if (inner.values.length == 0) {
            return this;
        }
        if (values.length == 0) {
            return inner;
        }
        int length = Math.max(values.length, inner.values.length);
        var newSlots = Arrays.copyOf(slots, length);
        var newValues = Arrays.copyOf(values, length);
        for (int i = 0; i < inner.values.length; i++) {
            Object value = inner.values[i];
            if (value != null) {
                ConfigSlot<?> slot = inner.slots[i];
                newSlots[i] = slot;
                newValues[i] = newValues[i] == null ? value : merged(slot, newValues[i], value);
            }
        }
        return new Settings(newSlots, newValues);
    }

    @SuppressWarnings("unchecked") // both values were stored under this slot
    private static <C> C merged(ConfigSlot<C> slot, @Nullable Object outer, Object inner) {
        return slot.merge((C) outer, (C) inner);
    }
}
