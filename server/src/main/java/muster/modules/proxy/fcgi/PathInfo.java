package muster.modules.proxy.fcgi;

import java.util.Locale;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// The variable `proxy-fcgi-pathinfo`: where in a backend's path the path info begins.
final class PathInfo {
    private PathInfo() {}

    /// @param path of the backend's URL, percent-encoded
    static void find(Request request, String path) {
        String how = request.environment().get("proxy-fcgi-pathinfo");
        if (how == null) {
            return;
        }
        String info = switch (how.toLowerCase(Locale.ROOT)) {
            case "full" -> null; // what is on this machine's disk was looked for when the request was mapped
            case "first-dot" -> after(path, path.indexOf('.'));
            case "last-dot" -> after(path, path.lastIndexOf('.'));
            case "unescape" -> decoded(path);
            default -> path;
        };
        if (info != null) {
            request.pathInfo(info);
        }
    }

    private static @Nullable String after(String path, int dot) {
        int slash = dot < 0 ? -1 : path.indexOf('/', dot);
        return slash < 0 ? null : decoded(path.substring(slash));
    }

    /// Percent-decoded, but for slashes.
    private static String decoded(String path) {
        var text = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            int high = c == '%' && i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(path.charAt(i + 2), 16);
            int value = high << 4 | low;
            if (low < 0 || value == '/' || value == 0) {
                text.append(c);
            } else {
                text.append((char) value);
                i += 2;
            }
        }
        return text.toString();
    }
}
