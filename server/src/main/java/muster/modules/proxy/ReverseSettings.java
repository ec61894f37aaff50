package muster.modules.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.config.ConfigSlot;
import muster.core.Product;
import muster.core.Request;
import muster.core.ServerNames;
import org.jspecify.annotations.Nullable;

/// How this server stands in front of its backends: which of their addresses are its own to the outside (ProxyPassReverse and its
/// kin), and what it tells them about a client.
///
/// @param addresses in the order they were said
/// @param domains of cookies
/// @param paths of cookies
/// @param preserveHost whether backends see the client's Host; null where nothing is said
/// @param addHeaders whether backends are told of the client in X-Forwarded fields; null where nothing is said
/// @param via null where nothing is said
public record ReverseSettings(
        List<Swap> addresses,
        List<Swap> domains,
        List<Swap> paths,
        @Nullable Boolean preserveHost,
        @Nullable Boolean addHeaders,
        @Nullable Via via) {
    static final ReverseSettings UNSET = new ReverseSettings(List.of(), List.of(), List.of(), null, null, null);

    public static final ConfigSlot<ReverseSettings> SLOT =
            ConfigSlot.directory("mod_proxy reverse", UNSET, ReverseSettings::merge);

    /// ProxyVia.
    public enum Via {
        OFF,
        ON,
        FULL,
        BLOCK
    }

    /// @param outside what the client sees
    /// @param inside what the backend says
    record Swap(String outside, String inside) {}

    ReverseSettings plusAddress(Swap swap) {
        return new ReverseSettings(with(addresses, swap), domains, paths, preserveHost, addHeaders, via);
    }

    ReverseSettings plusDomain(Swap swap) {
        return new ReverseSettings(addresses, with(domains, swap), paths, preserveHost, addHeaders, via);
    }

    ReverseSettings plusPath(Swap swap) {
        return new ReverseSettings(addresses, domains, with(paths, swap), preserveHost, addHeaders, via);
    }

    ReverseSettings withPreserveHost(boolean on) {
        return new ReverseSettings(addresses, domains, paths, on, addHeaders, via);
    }

    ReverseSettings withAddHeaders(boolean on) {
        return new ReverseSettings(addresses, domains, paths, preserveHost, on, via);
    }

    ReverseSettings with(Via said) {
        return new ReverseSettings(addresses, domains, paths, preserveHost, addHeaders, said);
    }

    private static List<Swap> with(List<Swap> list, Swap one) {
        var more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    /// Lines of an inner section come first.
    private static ReverseSettings merge(ReverseSettings outer, ReverseSettings inner) {
        return new ReverseSettings(
                joined(inner.addresses, outer.addresses),
                joined(inner.domains, outer.domains),
                joined(inner.paths, outer.paths),
                inner.preserveHost != null ? inner.preserveHost : outer.preserveHost,
                inner.addHeaders != null ? inner.addHeaders : outer.addHeaders,
                inner.via != null ? inner.via : outer.via);
    }

    private static List<Swap> joined(List<Swap> first, List<Swap> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /// A URL of a backend's response as the client should see it.
    public String location(Request request, String url) {
        for (Swap swap : addresses) {
            int length = matched(url, swap.inside);
            if (length > 0) {
                String seen = swap.outside + url.substring(length);
                return seen.startsWith("/") ? ServerNames.url(request, seen) : seen;
            }
        }
        return url;
    }

    /// How much of a URL is a prefix, where one slash is as good as several; 0 if it doesn't begin so, or goes on in the middle of a
    /// name (httpd's `alias_match`).
    private static int matched(String url, String prefix) {
        int u = 0;
        int p = 0;
        while (p < prefix.length()) {
            if (prefix.charAt(p) == '/') {
                if (u >= url.length() || url.charAt(u) != '/') {
                    return 0;
                }
                while (p < prefix.length() && prefix.charAt(p) == '/') {
                    p++;
                }
                while (u < url.length() && url.charAt(u) == '/') {
                    u++;
                }
            } else if (u >= url.length() || url.charAt(u++) != prefix.charAt(p++)) {
                return 0;
            }
        }
        boolean inside = !prefix.endsWith("/") && u < url.length() && url.charAt(u) != '/' && url.charAt(u) != '?';
        return inside ? 0 : u;
    }

    /// A Set-Cookie with domain and path as the client should see them.
    public String cookie(String cookie) {
        if (domains.isEmpty() && paths.isEmpty()) {
            return cookie;
        }
        var seen = new StringBuilder();
        String[] parts = cookie.split(";", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            String attribute = part.strip();
            String name = attribute.toLowerCase(Locale.ROOT);
            int value = attribute.indexOf('=') + 1;
            if (i > 0 && name.startsWith("domain=")) {
                part = " " + attribute.substring(0, value) + domain(attribute.substring(value));
            } else if (i > 0 && name.startsWith("path=")) {
                part = " " + attribute.substring(0, value) + path(attribute.substring(value));
            }
            seen.append(i == 0 ? "" : ";").append(part);
        }
        return seen.toString();
    }

    private String domain(String domain) {
        for (Swap swap : domains) {
            if (domain.equalsIgnoreCase(swap.inside)) {
                return swap.outside;
            }
        }
        return domain;
    }

    /// Of a path that begins so nothing is left, as in httpd.
    private String path(String path) {
        for (Swap swap : paths) {
            if (path.startsWith(swap.inside)) {
                return swap.outside;
            }
        }
        return path;
    }

    /// This server in a Via field.
    public static String here(Request request, Via how) {
        int port = ServerNames.port(request);
        String name = request.host().serverName();
        String where = port == ServerNames.defaultPort(request) ? name : name + ":" + port;
        return how == Via.FULL ? where + " (" + Product.DESCRIPTION + ")" : where;
    }
}
