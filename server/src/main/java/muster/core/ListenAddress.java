package muster.core;

/// One `Listen` line.
///
/// @param address an IPv4 or IPv6 address without brackets, perhaps with a `%zone`; empty for all addresses
/// @param port 1 to 65535
/// @param protocol the second word, lower case; `https` for port 443, `http` otherwise
public record ListenAddress(String address, int port, String protocol) {
    @Override
    public String toString() {
        if (address.isEmpty()) {
            return Integer.toString(port);
        }
        return address.indexOf(':') >= 0 ? "[" + address + "]:" + port : address + ":" + port;
    }
}
