package muster.modules.proxy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import muster.io.Endpoint;

/// The backends that this process knows, each with its connections.
public final class Backends {
    private static final Backends OF_THIS_PROCESS = new Backends();

    private final Map<Key, Backend> known = new ConcurrentHashMap<>();

    private record Key(Endpoint endpoint, WorkerOptions options, boolean reusable) {}

    private Backends() {}

    public static Backends ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /// @param reusable whether its connections are kept where the options don't say
    public Backend at(Endpoint endpoint, WorkerOptions options, boolean reusable) {
        return known.computeIfAbsent(
                new Key(endpoint, options, reusable), key -> new Backend(key.endpoint, key.options, key.reusable));
    }
}
