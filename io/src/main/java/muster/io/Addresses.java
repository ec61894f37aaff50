package muster.io;

import java.net.Inet4Address;
import java.net.InetAddress;

/// IP addresses as text.
public final class Addresses {
    private static final int GROUPS = 8;

    private Addresses() {}

    /// `192.0.2.1`, or an IPv6 address as RFC 5952 §4 writes it (and `inet_ntop(3)`): lower case, the longest run of zeros
    /// as `::`. Without a scope.
    public static String text(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        var groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
        }
        int zeros = longestRunOfZeros(groups);
        var text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == zeros) {
                text.append("::");
                while (i + 1 < GROUPS && groups[i + 1] == 0) {
                    i++;
                }
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    /// Where the first longest run of at least two zero groups starts, or -1.
    private static int longestRunOfZeros(int[] groups) {
        int best = -1;
        int bestLength = 1;
        int start = 0;
        for (int i = 0; i < GROUPS; i++) {
            if (groups[i] != 0) {
                start = i + 1;
            } else if (i + 1 - start > bestLength) {
                best = start;
                bestLength = i + 1 - start;
            }
        }
        return best;
    }
}
