package muster.modules.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import muster.config.ConfigSlot;
import muster.core.Section;
import org.jspecify.annotations.Nullable;

/// What a server, its virtual hosts and its sections say of backends.
///
/// @param passes ProxyPass and ProxyPassMatch outside of sections, in the order they are tried
/// @param workers what is known of backends, by the beginnings of their URLs
/// @param sections `<Proxy>` and `<ProxyMatch>`: matched against the backend's URL, merged in place of those for directories
/// @param place ProxyPass inside a Location; null where there is none
/// @param here what ProxySet says inside a `<Proxy>` of its backend
/// @param overridden statuses of backends that are answered by error documents of this server; null where nothing is said
/// @param timeoutMillis ProxyTimeout; -1 for Timeout's
record ProxySettings(
        List<Pass> passes,
        List<Worker> workers,
        List<Section> sections,
        @Nullable Pass place,
        WorkerOptions here,
        @Nullable Overridden overridden,
        int timeoutMillis) {
    static final ProxySettings UNSET =
            new ProxySettings(List.of(), List.of(), List.of(), null, WorkerOptions.NONE, null, -1);

    static final ConfigSlot<ProxySettings> SLOT = ConfigSlot.directory("mod_proxy", UNSET, ProxySettings::merge);

    /// @param target what a backend's URL begins with
    record Worker(Target target, WorkerOptions options) {
        private boolean sameAs(Worker other) {
            return target.equals(other.target);
        }
    }

    /// @param all every error
    /// @param codes these, if not all
    record Overridden(boolean all, Set<Integer> codes) {
        static final Overridden NONE = new Overridden(false, Set.of());

        boolean includes(int status) {
            return all ? status >= 400 && status < 600 : codes.contains(status);
        }
    }

    ProxySettings plus(Pass pass) {
        return new ProxySettings(with(passes, pass), workers, sections, place, here, overridden, timeoutMillis);
    }

    /// Options for a backend are added to what is known of it.
    ProxySettings plus(Worker worker) {
        var all = new ArrayList<Worker>();
        boolean known = false;
        for (Worker before : workers) {
            boolean same = before.sameAs(worker);
            all.add(same ? new Worker(before.target, before.options.plus(worker.options)) : before);
            known |= same;
        }
        if (!known) {
            all.add(worker);
        }
        return new ProxySettings(passes, List.copyOf(all), sections, place, here, overridden, timeoutMillis);
    }

    ProxySettings plus(Section section) {
        return new ProxySettings(passes, workers, with(sections, section), place, here, overridden, timeoutMillis);
    }

    ProxySettings with(Pass inLocation) {
        return new ProxySettings(passes, workers, sections, inLocation, here, overridden, timeoutMillis);
    }

    ProxySettings with(WorkerOptions options) {
        return new ProxySettings(passes, workers, sections, place, here.plus(options), overridden, timeoutMillis);
    }

    ProxySettings with(Overridden statuses) {
        return new ProxySettings(passes, workers, sections, place, here, statuses, timeoutMillis);
    }

    ProxySettings withTimeout(int millis) {
        return new ProxySettings(passes, workers, sections, place, here, overridden, millis);
    }

    private static ProxySettings merge(ProxySettings outer, ProxySettings inner) {
        ProxySettings merged = new ProxySettings(
                joined(outer.passes, inner.passes),
                outer.workers,
                joined(outer.sections, inner.sections),
                inner.place != null ? inner.place : outer.place,
                outer.here.plus(inner.here),
                inner.overridden != null ? inner.overridden : outer.overridden,
                inner.timeoutMillis >= 0 ? inner.timeoutMillis : outer.timeoutMillis);
        for (Worker worker : inner.workers) {
            merged = merged.plus(worker);
        }
        return merged;
    }

    /// What is said of a backend; the longest beginning of its URL that is known counts. Null if nothing is.
    @Nullable WorkerOptions optionsOf(Target target) {
        WorkerOptions best = null;
        if (workers.isEmpty()) {
            return best;
        }
        int length = -1;
        String url = target.toString();
        for (Worker worker : workers) {
            String socket = worker.target.socket();
            boolean here = socket == null || socket.equals(target.socket());
            String beginning = worker.target.toString();
            if (here && beginning.length() > length && url.startsWith(beginning)) {
                best = worker.options;
                length = beginning.length();
            }
        }
        return best;
    }

    private static <T> List<T> with(List<T> list, T one) {
        var more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
