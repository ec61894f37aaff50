package muster.modules.mappers.rewrite;

import java.util.Locale;
import muster.config.Wildcard;
import muster.core.Request;
import muster.core.ServerNames;
import muster.core.VirtualHost;
import org.jspecify.annotations.Nullable;

/// Recognizes URLs of the host a request is for.
final class OwnHost {
    private OwnHost() {}

    /// The path of a URL of this host; null if it is none.
    static @Nullable String path(Request request, String url) {
        String scheme = ServerNames.scheme(request);
        int start = scheme.length() + 3;
        if (url.length() <= start
                || !url.regionMatches(true, 0, scheme, 0, scheme.length())
                || !url.startsWith("://", scheme.length())) {
            return null;
        }
        int slash = url.indexOf('/', start);
        int end = slash < 0 ? url.length() : slash;
        int colon = url.indexOf(':', start);
        boolean hasPort = colon >= 0 && colon < end;
        String name = url.substring(start, hasPort ? colon : end);
        int port = hasPort ? Numbers.leading(url.substring(colon + 1, end)) : ServerNames.defaultPort(request);
        if (!isOwn(request.host(), name.toLowerCase(Locale.ROOT), port)) {
            return null;
        }
        return slash < 0 ? "/" : url.substring(slash);
    }

    /// By address and port of the section, or by name and the port of ServerName: a ServerName without a port has none (httpd's
    /// `ap_matches_request_vhost`).
    private static boolean isOwn(VirtualHost host, String name, int port) {
        for (String address : host.addresses()) {
            int colon = address.lastIndexOf(':');
            boolean anyPort = colon < 0 || colon < address.indexOf(']');
            String place = anyPort ? address : address.substring(0, colon);
            boolean portFits = anyPort || address.substring(colon + 1).equals(Integer.toString(port));
            if (portFits && place.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return port == host.serverPort() && (name.equals(host.serverName()) || isAlias(host, name));
    }

    private static boolean isAlias(VirtualHost host, String name) {
        for (String alias : host.aliases()) {
            if (Wildcard.of(alias).matches(name)) {
                return true;
            }
        }
        return false;
    }
}
