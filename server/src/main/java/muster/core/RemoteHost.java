package muster.core;

import java.io.IOException;
import muster.core.DirectorySettings.CanonicalName;
import muster.core.DirectorySettings.Lookups;
import org.jspecify.annotations.Nullable;

/// Names that the resolver has to be asked for: the client's, where HostnameLookups wants it, and the server's own, where UseCanonicalName
/// does. Each is asked for once a connection, by whoever may wait; logs, which must not, take what is known by then.
public final class RemoteHost {
    private static final HostNames NAMES = new HostNames();

    private RemoteHost() {}

    /// What is known of a connection's two ends; empty for an end that has no name.
    ///
    /// @param client null while nobody has asked
    /// @param verified whether the client's name leads back to its address (`double`)
    /// @param server null while nobody has asked
    record Known(@Nullable String client, boolean verified, @Nullable String server) {
        static final Known NOTHING = new Known(null, false, null);
    }

    /// The client's name, or null: because HostnameLookups is off and nobody has asked before, or nobody knows it. Waits for the resolver.
    public static @Nullable String name(Request request) throws IOException {
        Lookups lookups = request.get(DirectorySettings.HOSTNAME_LOOKUPS);
        if (!request.isDirect()) {
            return lookups == Lookups.OFF ? null : find(request, lookups == Lookups.DOUBLE);
        }
        boolean asked = request.connection().names().client() != null;
        return lookups == Lookups.OFF && !asked ? null : find(request, lookups == Lookups.DOUBLE);
    }

    /// The client's name if it leads back to the client's address, whatever HostnameLookups says; or null. For access control.
    public static @Nullable String verifiedName(Request request) throws IOException {
        return find(request, true);
    }

    private static @Nullable String find(Request request, boolean verify) throws IOException {
        if (!request.isDirect()) {
            return verify ? NAMES.verifiedName(request) : NAMES.name(request); // the connection's name is its proxy's
        }
        ClientConnection connection = request.connection();
        Known known = connection.names();
        String name = known.client();
        if (name == null || verify && !known.verified()) {
            String found = verify ? NAMES.verifiedName(request) : NAMES.name(request);
            name = found == null ? "" : found;
            connection.names(new Known(name, verify, known.server()));
        }
        return name.isEmpty() ? null : name;
    }

    /// As [#name]; the address of a client without a name.
    public static String nameOrAddress(Request request) {
        try {
            String name = name(request);
            return name == null ? request.clientText() : name;
        } catch (IOException unknown) {
            return request.clientText();
        }
    }

    /// As [#nameOrAddress], as far as it is known: asks nobody and doesn't wait.
    public static String known(Request request) {
        if (!request.isDirect()) {
            return request.clientText();
        }
        String name = request.connection().names().client();
        return name == null || name.isEmpty() ? request.clientText() : name;
    }

    /// The server's name by the address that the client connected to, or null if nobody has asked for it ([#findServer]) or it has none.
    static @Nullable String server(Request request) {
        String name = request.connection().names().server();
        return name == null || name.isEmpty() ? null : name;
    }

    /// Finds the server's name, where UseCanonicalName wants it from the resolver. A hook, to be run whenever the settings have become
    /// others.
    static Verdict findServer(Request request) throws IOException {
        ClientConnection connection = request.connection();
        Known known = connection.names();
        if (request.get(DirectorySettings.USE_CANONICAL_NAME) == CanonicalName.DNS && known.server() == null) {
            String found = NAMES.name(request, connection.local().getAddress());
            connection.names(new Known(known.client(), known.verified(), found == null ? "" : found));
        }
        return Verdict.DECLINED;
    }
}
