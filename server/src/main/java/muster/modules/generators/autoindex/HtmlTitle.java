package muster.modules.generators.autoindex;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// The title of an HTML page, as `IndexOptions ScanHTMLTitles` finds it: in the page's first kilobytes.
final class HtmlTitle {
    private static final int LOOKED_AT = 8191;
    private static final String TAG = "<title>";

    private HtmlTitle() {}

    /// @return null if the file is no page, can't be read, or has no title
    static @Nullable String of(Request page, @Nullable String type, @Nullable String encoding) {
        if (encoding != null || !PageFrame.isHtml(type) && !"text/x-server-parsed-html".equals(type)) {
            return null;
        }
        try (var open = page.open()) {
            var bytes = new byte[LOOKED_AT];
            int length = open.read(bytes, 0, bytes.length, 0);
            return in(new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            return null;
        }
    }

    static @Nullable String in(String page) {
        int end = page.indexOf('\0');
        String text = end < 0 ? page : page.substring(0, end);
        int start = -1;
        for (int i = 0; i + TAG.length() <= text.length() && start < 0; i++) {
            start = text.regionMatches(true, i, TAG, 0, TAG.length()) ? i + TAG.length() : -1;
        }
        if (start < 0) {
            return null;
        }
        int close = text.indexOf('<', start);
        String title = text.substring(start, close < 0 ? text.length() : close);
        int from = 0;
        while (from < title.length() && (title.charAt(from) == '\r' || title.charAt(from) == '\n')) {
            from++;
        }
        return title.substring(from).replace('\r', ' ').replace('\n', ' ');
    }
}
