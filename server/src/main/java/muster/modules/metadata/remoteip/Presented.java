package muster.modules.metadata.remoteip;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import muster.core.Request;
import muster.io.Addresses;
import muster.modules.metadata.remoteip.RemoteIpSettings.Proxy;
import org.jspecify.annotations.Nullable;

/// Follows a list of addresses back from the nearest proxy, as long as whoever presents the next one is believed.
final class Presented {
    private static final String MODULE = "remoteip";

    private final Request request;
    private final String header;
    private final @Nullable List<Proxy> proxies;
    private @Nullable String rest;
    private final StringBuilder mentioned = new StringBuilder();
    private @Nullable InetAddress found;

    Presented(Request request, String header, String list, @Nullable List<Proxy> proxies) {
        this.request = request;
        this.header = header;
        this.rest = list;
        this.proxies = proxies;
    }

    void follow() {
        InetAddress address = request.client();
        boolean internal = proxies != null;
        while (rest != null) {
            if (proxies != null) {
                Proxy proxy = RemoteIpSettings.of(proxies, address);
                if (proxy == null) {
                    return;
                }
                // An external proxy that presents an internal one doesn't make it speak as one.
                internal = internal && proxy.internal();
            }
            String list = rest;
            int comma = list.lastIndexOf(',');
            String word = list.substring(comma + 1).strip();
            InetAddress next = word.isEmpty() ? null : literal(word);
            if (next == null) {
                if (!word.isEmpty()) {
                    refused(1568, word, "cannot be parsed as a client IP");
                }
                return;
            }
            if (!internal && isPrivate(next)) {
                refused(1569, word, "appears to be a private IP or nonsensical.  Ignored");
                return;
            }
            if (!internal) {
                mentioned.append(mentioned.isEmpty() ? "" : ", ").append(Addresses.text(address));
            }
            address = next;
            found = next;
            rest = comma < 0 ? null : list.substring(0, comma);
        }
    }

    private void refused(int number, String word, String why) {
        request.log().debug(MODULE, number, "RemoteIP: Header " + header + " value of " + word + " " + why);
    }

    /// Who asks, as far as it can be believed; null if that is the connection's other end.
    @Nullable InetAddress client() {
        return found;
    }

    /// What of the list wasn't used; null if nothing is left.
    @Nullable String rest() {
        return rest;
    }

    /// The external proxies between, nearest first; empty if there are none.
    String mentioned() {
        return mentioned.toString();
    }

    /// An address as digits; a name is none, for looking it up would let a client have the server ask the resolver for anything.
    private static @Nullable InetAddress literal(String word) {
        boolean six = word.indexOf(':') >= 0;
        if (word.indexOf('%') >= 0 || word.indexOf('[') >= 0 || !six && !isDotted(word)) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(word);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static boolean isDotted(String word) {
        int dots = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            dots += c == '.' ? 1 : 0;
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return dots == 3;
    }

    /// Whether an address can't be a client's in the public net: for IPv6, all that isn't global unicast.
    private static boolean isPrivate(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.isSiteLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress();
        }
        return (address.getAddress()[0] & 0xE0) != 0x20;
    }
}
