package muster.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import muster.expr.EvaluationException;
import muster.io.FileStatus;
import muster.io.FileSystem.Links;

/// `file('...')` and `filesize('...')` of expressions.
final class WholeFile {
    /// Larger files are refused, as in httpd.
    private static final int LARGEST = 10 * 1024 * 1024;

    private WholeFile() {}

    static String read(Request request, String path) {
        try (var file = request.server().files().open(path, "/", Links.ALL)) {
            long size = file.status().size();
            if (size > LARGEST) {
                throw new EvaluationException("File " + path + " too large");
            }
            var content = new byte[(int) size];
            int length = 0;
            while (length < content.length) {
                int count = file.read(content, length, content.length - length, length);
                if (count == 0) {
                    break;
                }
                length += count;
            }
            return new String(content, 0, length, StandardCharsets.ISO_8859_1);
        } catch (IOException absent) {
            throw new EvaluationException("Cannot open file " + path);
        }
    }

    /// In bytes; 0 for what is no regular file.
    static String size(Request request, String path) {
        try {
            FileStatus status = request.server().files().stat(path);
            return status != null && status.isFile() ? Long.toString(status.size()) : "0";
        } catch (IOException unreadable) {
            return "0";
        }
    }
}
