package muster.core;

import muster.io.Connection;

/// Serves one connection from its first byte to its last: TLS, the choice of protocol, requests, lingering close. Closes it, and
/// throws nothing: a fault ends only its own connection.
public interface ConnectionServer {
    void serve(Connection connection, Slots slots);
}
