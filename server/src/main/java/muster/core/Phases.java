package muster.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import muster.http.HttpException;

/// The hooks of every [Phase] in the order they run: by place, and within a place in the order their modules were loaded. Ordered
/// once, when the configuration is read; running a phase is a loop over an array.
public final class Phases {
    private final Hook[][] hooks;
    private final Map<Phase, List<Registration>> listing;

    Phases(List<Registration> registrations) {
        hooks = new Hook[Phase.values().length][];
        listing = new EnumMap<>(Phase.class);
        var byPlace = Comparator.comparing(Registration::place).thenComparingInt(Registration::order);
        for (Phase phase : Phase.values()) {
            var ordered = afterOthers(registrations.stream()
                    .filter(r -> r.phase() == phase)
                    .sorted(byPlace)
                    .toList());
            listing.put(phase, ordered);
            hooks[phase.ordinal()] = ordered.stream().map(Registration::hook).toArray(Hook[]::new);
        }
    }

    /// Puts hooks behind those that they want to follow in their place: always takes the first that waits for nobody. Wishes that
    /// contradict each other are not granted.
    private static List<Registration> afterOthers(List<Registration> sorted) {
        var waiting = new ArrayList<>(sorted);
        var ordered = new ArrayList<Registration>();
        while (!waiting.isEmpty()) {
            Registration next = waiting.stream()
                    .filter(one -> waiting.stream().noneMatch(other -> follows(one, other)))
                    .findFirst()
                    .orElse(waiting.getFirst());
            waiting.remove(next);
            ordered.add(next);
        }
        return List.copyOf(ordered);
    }

    private static boolean follows(Registration one, Registration other) {
        int places = one.place().compareTo(other.place());
        return places > 0 || places == 0 && one.after().contains(other.module()) && !other.after().contains(one.module());
    }

    /// Runs one phase for one request.
    ///
    /// @return in a *run first* phase the verdict of the hook that took it, or DECLINED when none did; in a *run all* phase OK. DONE
    ///     from any hook ends the phase, and the request with it.
    public Verdict run(Phase phase, Request request) throws HttpException, IOException {
        Hook[] chain = hooks[phase.ordinal()];
        boolean firstOnly = phase.firstOnly();
        for (Hook hook : chain) {
            Verdict verdict = hook.run(request);
            if (verdict == Verdict.DONE || firstOnly && verdict == Verdict.OK) {
                return verdict;
            }
        }
        return firstOnly ? Verdict.DECLINED : Verdict.OK;
    }

    /// Whether nothing runs in a phase, so that preparing for it can be left out.
    public boolean isEmpty(Phase phase) {
        return hooks[phase.ordinal()].length == 0;
    }

    /// What runs in a phase, in order.
    public List<Registration> in(Phase phase) {
        return listing.getOrDefault(phase, List.of());
    }
}
