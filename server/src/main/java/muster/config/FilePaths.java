package muster.config;

import java.util.ArrayDeque;
import java.util.Deque;

/// Paths as the configuration names them.
public final class FilePaths {
    private FilePaths() {}

    /// An absolute path without empty, `.` and `..` segments. A slash at the end stays.
    /// @param path a relative one is below root
    public static String below(String root, String path) {
        String whole = path.startsWith("/") ? path : root + "/" + path;
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : whole.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        boolean folder = whole.endsWith("/") && !segments.isEmpty();
        return "/" + String.join("/", segments) + (folder ? "/" : "");
    }

    /// A path without the slashes at its end; the root stays a slash.
    public static String withoutSlash(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /// The folder a path is in.
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}
