package muster.modules.filters.smart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a section says of smart filters.
///
/// @param declared by name, whose case counts
/// @param chain names in order; [#RESET] forgets what stands before it, outer sections included
record FilterSettings(Map<String, SmartFilter> declared, List<String> chain) {
    static final FilterSettings UNSET = new FilterSettings(Map.of(), List.of());
    static final String RESET = "";

    FilterSettings with(SmartFilter filter) {
        var changed = new HashMap<>(declared);
        changed.put(filter.name(), filter);
        return new FilterSettings(Map.copyOf(changed), chain);
    }

    /// One word of a FilterChain line.
    FilterSettings chained(String word) {
        String name = word.isEmpty() ? "" : word.substring(1);
        var changed = new ArrayList<>(chain);
        switch (word.isEmpty() ? ' ' : word.charAt(0)) {
            case '+' -> changed.add(name);
            case '@' -> changed.addFirst(name);
            case '-' -> changed.removeIf(name::equalsIgnoreCase);
            case '!' -> {
                changed.clear();
                changed.add(RESET);
            }
            case '=' -> {
                changed.clear();
                changed.add(RESET);
                changed.add(name);
            }
            default -> changed.add(word);
        }
        return new FilterSettings(declared, List.copyOf(changed));
    }

    static FilterSettings merge(FilterSettings outer, FilterSettings inner) {
        var declared = new HashMap<>(outer.declared);
        declared.putAll(inner.declared);
        var chain = new ArrayList<>(outer.chain);
        chain.addAll(inner.chain);
        int reset = chain.lastIndexOf(RESET);
        // The reset itself stays: this may be merged again.
        List<String> left = reset < 0 ? chain : chain.subList(reset, chain.size());
        return new FilterSettings(Map.copyOf(declared), List.copyOf(left));
    }
}
