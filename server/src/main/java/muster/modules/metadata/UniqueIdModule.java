package muster.modules.metadata;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;

/// mod_unique_id: names every request, across processes and machines, in the variable UNIQUE_ID and in the logs (`%L`).
///
/// A name is 27 letters, digits, `-` and `_`: the second, ten bytes that were drawn when the process began, a counter, and the number of
/// the connection. Applications should take it as opaque.
public final class UniqueIdModule implements Module {
    private static final String VARIABLE = "UNIQUE_ID";
    private static final int ROOT = 10;
    private static final int BYTES = 4 + ROOT + 2 + 4;

    @Override
    public String name() {
        return "unique_id_module";
    }

    @Override
    public String file() {
        return "mod_unique_id.c";
    }

    @Override
    public void register(Registry registry) {
        var root = new byte[ROOT];
        var random = new SecureRandom();
        random.nextBytes(root);
        var counter = new AtomicInteger(random.nextInt());
        registry.hook(Phase.POST_READ_REQUEST, Hook.Place.MIDDLE, request -> {
            name(request, root, counter);
            return Verdict.OK;
        });
    }

    /// A request that was redirected internally keeps its name.
    private static void name(Request request, byte[] root, AtomicInteger counter) {
        String name = request.original().logName();
        if (name == null) {
            name = request.logId();
        }
        if (name == null) {
            byte[] bytes = ByteBuffer.allocate(BYTES)
                    .putInt((int) (request.startMillis() / 1000))
                    .put(root)
                    .putShort((short) counter.getAndIncrement())
                    .putInt((int) request.connection().id())
                    .array();
            name = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
        request.original().logName(name);
        request.environment().set(VARIABLE, name);
    }
}
