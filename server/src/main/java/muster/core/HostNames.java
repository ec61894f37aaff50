package muster.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import muster.io.Deadline;
import muster.io.Offload;
import muster.io.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Names of clients and addresses of names, for `Require host`, `Allow from NAME`, HostnameLookups and logs. The resolver blocks, so
/// it is asked on threads of its own ([Offload]): other connections go on meanwhile.
public final class HostNames {
    /// How long a request waits for the resolver; after that the name counts as unknown.
    private static final long PATIENCE_MILLIS = 10_000;

    private static final int THREADS = 4;
    private static final int QUEUED = 256;

    private final Offload offload = new Offload(THREADS, QUEUED);

    /// The client's name, lower case, if the name leads back to the address; null if there is no such name.
    public @Nullable String verifiedName(Request request) throws IOException {
        InetAddress client = request.client();
        Optional<String> found = ask(request, () -> verified(client));
        return found == null ? null : found.orElse(null);
    }

    /// The client's name as its address says, unverified, lower case; null if it has none.
    public @Nullable String name(Request request) throws IOException {
        return name(request, request.client());
    }

    /// As [#name(Request)], of any address.
    @Nullable String name(Request request, InetAddress address) throws IOException {
        Optional<String> found = ask(request, () -> reverse(address));
        return found == null ? null : found.orElse(null);
    }

    /// Whether a name resolves to the client's address, now.
    public boolean leadsToClient(Request request, String name) throws IOException {
        InetAddress client = request.client();
        Boolean found = ask(request, () -> Arrays.asList(InetAddress.getAllByName(name)).contains(client));
        return Boolean.TRUE.equals(found);
    }

    private <T> @Nullable T ask(Request request, Callable<T> question) throws IOException {
        try {
            return offload.call(
                    request.connection().transport().waiter(), Deadline.inMillis(PATIENCE_MILLIS), question);
        } catch (TimeoutException late) {
            request.log().info("core", 60104, "the resolver did not answer in time: " + late.getMessage());
            return null;
        } catch (IOException failed) {
            return null; // an unknown host is an answer, too
        }
    }

    private static Optional<String> verified(InetAddress address) throws UnknownHostException {
        Optional<String> name = reverse(address);
        if (name.isEmpty()) {
            return name;
        }
        boolean back = Arrays.asList(InetAddress.getAllByName(name.get())).contains(address);
        return back ? name : Optional.empty();
    }

    private static Optional<String> reverse(InetAddress address) throws UnknownHostException {
        // a fresh object: the connection's own would keep the name it was made with
        InetAddress fresh = InetAddress.getByAddress(address.getAddress());
        String name = fresh.getHostName();
        return name.equals(fresh.getHostAddress()) ? Optional.empty() : Optional.of(name.toLowerCase(Locale.ROOT));
    }
}
