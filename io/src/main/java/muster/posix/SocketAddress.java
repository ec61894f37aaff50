package muster.posix;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.Arrays;

/// `struct sockaddr_in` and `sockaddr_in6` as bytes.
public final class SocketAddress {
    /// Room for either.
    public static final int SIZE = 28;

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private SocketAddress() {}

    static int family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address ? AF_INET : AF_INET6;
    }

    static byte[] encode(InetSocketAddress address) {
        byte[] ip = address.getAddress().getAddress();
        byte[] bytes = new byte[ip.length == 4 ? 16 : SIZE];
        bytes[LITTLE ? 0 : 1] = (byte) family(address);
        bytes[2] = (byte) (address.getPort() >> 8);
        bytes[3] = (byte) address.getPort();
        System.arraycopy(ip, 0, bytes, ip.length == 4 ? 4 : 8, ip.length);
        if (address.getAddress() instanceof java.net.Inet6Address six && six.getScopeId() != 0) {
            int scope = six.getScopeId();
            for (int i = 0; i < 4; i++) {
                bytes[24 + i] = (byte) (scope >> (LITTLE ? 8 * i : 24 - 8 * i));
            }
        }
        return bytes;
    }

    /// What [Sockets#accept] wrote. An IPv4 address that arrived on an IPv6 socket comes out as IPv4. Anything but an
    /// internet address comes out as 0.0.0.0:0.
    public static InetSocketAddress decode(byte[] bytes) {
        int family = bytes[LITTLE ? 0 : 1];
        int port = (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
        byte[] ip =
                switch (family) {
                    case AF_INET -> Arrays.copyOfRange(bytes, 4, 8);
                    case AF_INET6 -> Arrays.copyOfRange(bytes, 8, 24);
                    default -> new byte[4];
                };
        try {
            return new InetSocketAddress(InetAddress.getByAddress(ip), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
        }
    }
}
