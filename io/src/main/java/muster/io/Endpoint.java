package muster.io;

/// Where a backend listens.
public sealed interface Endpoint {
    /// @param host a name or an address; IPv6 without brackets
    record Tcp(String host, int port) implements Endpoint {
        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /// @param path of the socket; one that begins with `@` is in the abstract space
    record Unix(String path) implements Endpoint {
        @Override
        public String toString() {
            return path;
        }
    }
}
