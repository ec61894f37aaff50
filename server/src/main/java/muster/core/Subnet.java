package muster.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A range of IP addresses: a whole address, its leading parts (`10.1`), with a prefix length (`10.1.0.0/16`, `2001:db8::/32`) or
/// with a mask (`10.1.0.0/255.255.0.0`). An IPv4 address in IPv6 clothes (`::ffff:10.1.2.3`) counts as IPv4.
public final class Subnet {
    private static final int V4 = 4;
    private static final int BITS = 8;

    private final String text;
    private final byte[] network;
    private final byte[] mask;

    private Subnet(String text, byte[] network, byte[] mask) {
        this.text = text;
        this.network = network;
        this.mask = mask;
        for (int i = 0; i < network.length; i++) {
            network[i] &= mask[i];
        }
    }

    /// Whether a word is meant as an address: digits and dots, or anything with a colon.
    public static boolean looksLikeAddress(String word) {
        int slash = word.indexOf('/');
        String address = slash < 0 ? word : word.substring(0, slash);
        if (address.indexOf(':') >= 0) {
            return true;
        }
        return !address.isEmpty() && address.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    /// @throws IllegalArgumentException with the reason in httpd's words
    public static Subnet parse(String word) {
        int slash = word.indexOf('/');
        String address = slash < 0 ? word : word.substring(0, slash);
        byte[] mask;
        byte[] network = whole(address);
        if (network == null) {
            network = partial(address);
            mask = prefix(V4, partialLength(address) * BITS);
        } else {
            mask = prefix(network.length, network.length * BITS);
        }
        return new Subnet(word, network, slash < 0 ? mask : mask(word.substring(slash + 1), network.length));
    }

    /// Whether an address lies in this range.
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((bytes[i] & mask[i]) != network[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte @Nullable [] whole(String address) {
        boolean six = address.indexOf(':') >= 0;
        if (!six && parts(address) != V4 || address.endsWith(".") || address.indexOf('%') >= 0) {
            return null;
        }
        if (!six) {
            return partial(address);
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException _) {
            throw invalidAddress();
        }
    }

    /// The leading bytes of an IPv4 address, zeros after them.
    private static byte[] partial(String address) {
        String digits = address.endsWith(".") ? address.substring(0, address.length() - 1) : address;
        var bytes = new byte[V4];
        int at = 0;
        for (int start = 0; start <= digits.length(); at++) {
            int dot = digits.indexOf('.', start);
            int end = dot < 0 ? digits.length() : dot;
            if (at == V4) {
                throw invalidAddress();
            }
            bytes[at] = octet(digits.substring(start, end));
            start = end + 1;
        }
        return bytes;
    }

    private static int parts(String address) {
        return 1 + (int) address.chars().filter(c -> c == '.').count();
    }

    private static int partialLength(String address) {
        return address.endsWith(".") ? parts(address) - 1 : parts(address);
    }

    private static byte octet(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalidAddress();
        }
        int value = Integer.parseInt(digits);
        if (value > 255) {
            throw invalidAddress();
        }
        return (byte) value;
    }

    private static byte[] mask(String word, int length) {
        if (word.indexOf('.') >= 0) {
            if (length != V4 || parts(word) != V4) {
                throw invalidMask();
            }
            return partial(word);
        }
        if (word.isEmpty() || word.length() > 3 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalidMask();
        }
        int bits = Integer.parseInt(word);
        if (bits < 1 || bits > length * BITS) {
            throw invalidMask();
        }
        return prefix(length, bits);
    }

    private static byte[] prefix(int length, int bits) {
        var mask = new byte[length];
        for (int i = 0; i < length; i++) {
            int here = Math.clamp(bits - (long) i * BITS, 0, BITS);
            mask[i] = (byte) (0xFF << BITS - here);
        }
        return mask;
    }

    private static IllegalArgumentException invalidAddress() {
        return new IllegalArgumentException("The specified IP address is invalid.");
    }

    private static IllegalArgumentException invalidMask() {
        return new IllegalArgumentException("The specified network mask is invalid.");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Subnet subnet
                && Arrays.equals(network, subnet.network)
                && Arrays.equals(mask, subnet.mask);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + Arrays.hashCode(mask);
    }

    /// As it was written.
    @Override
    public String toString() {
        return text;
    }
}
