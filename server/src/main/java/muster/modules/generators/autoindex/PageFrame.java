package muster.modules.generators.autoindex;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import muster.core.Request;
import muster.core.ServerSignature;
import muster.http.HeaderFields;
import muster.io.FileStatus;
import muster.io.OpenFile;
import org.jspecify.annotations.Nullable;

/// What stands around a listing: the page's head and heading, or the file that HeaderName names; its end, or ReadmeName's.
///
/// HTML is included by a subrequest, so that it may hold server-side includes; other text is shown as it is.
final class PageFrame {
    private static final String HTML_4 = "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://www.w3.org/TR/html4/strict.dtd\">\n";
    private static final String XHTML_1 =
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\"\n\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n";
    private static final int OK = 200;

    private final Request request;
    private final IndexQuery query;
    private final Page page;
    /// Escaped already.
    private final String title;

    PageFrame(Request request, IndexQuery query, Page page, String title) {
        this.request = request;
        this.query = query;
        this.page = page;
        this.title = title;
    }

    static boolean isHtml(@Nullable String type) {
        String plain = FolderScan.withoutParameters(type);
        return plain != null && (plain.equalsIgnoreCase("text/html") || plain.equalsIgnoreCase("application/xhtml+xml"));
    }

    void head() throws IOException {
        String name = request.get(IndexSettings.HEADER);
        boolean preamble = true;
        boolean heading = true;
        Request header = name.isEmpty() ? null : header(name);
        if (header != null && isHtml(header.response().contentType())) {
            boolean suppressed = query.has(IndexOptions.SUPPRESS_PREAMBLE);
            if (!suppressed) {
                preamble();
            }
            boolean included = include(header);
            preamble = !included && suppressed;
            heading = !included;
        } else if (header != null && header.response().contentType() instanceof String type && type.startsWith("text/")) {
            preamble();
            preamble = false;
            heading = !plain(header);
        }
        if (preamble) {
            preamble();
        }
        if (heading) {
            boolean styled = !request.get(IndexSettings.STYLE_SHEET).isEmpty();
            page.put(styled ? "  <h1 id=\"indextitle\">Index of " : "<h1>Index of ").put(title).put("</h1>\n");
        }
    }

    void tail() throws IOException {
        String name = request.get(IndexSettings.README);
        boolean end = true;
        boolean signature = true;
        Request readme = name.isEmpty() ? null : lookUp(name);
        if (readme != null && isHtml(readme.response().contentType())) {
            signature = !include(readme);
            end = signature || !query.has(IndexOptions.SUPPRESS_PREAMBLE);
        } else if (readme != null && readme.response().contentType() instanceof String type && type.startsWith("text/")) {
            signature = !plain(readme);
        }
        if (signature) {
            page.put(ServerSignature.of(request, ""));
        }
        if (end) {
            page.put("</body></html>\n");
        }
    }

    /// The client's wishes are about the listing; of the header's variants one that can stand in it is wanted.
    private @Nullable Request header(String name) throws IOException {
        HeaderFields asked = request.headers();
        var wanted = new HeaderFields();
        wanted.addAll(asked);
        wanted.set("Accept", "text/html, text/plain");
        wanted.remove("Accept-Encoding");
        request.headers(wanted);
        try {
            String arguments = request.query();
            return lookUp(arguments == null ? name : name + "?" + arguments);
        } finally {
            request.headers(asked);
        }
    }

    private @Nullable Request lookUp(String url) throws IOException {
        Request found = request.server().processor().lookUp(request, url);
        FileStatus status = found.fileStatus();
        boolean there = found.response().status() == OK && found.file() != null && status != null && status.isFile();
        return there ? found : null;
    }

    private void preamble() throws IOException {
        boolean xhtml = query.has(IndexOptions.XHTML);
        page.put(xhtml ? XHTML_1 + "<html xmlns=\"http://www.w3.org/1999/xhtml\">\n" : HTML_4 + "<html>\n");
        page.put(" <head>\n  <title>Index of ").put(title).put("</title>\n");
        String style = request.get(IndexSettings.STYLE_SHEET);
        if (!style.isEmpty()) {
            page.put("  <link rel=\"stylesheet\" href=\"").put(style).put("\" type=\"text/css\"").put(xhtml ? " />\n" : ">\n");
        }
        page.put(request.get(IndexSettings.HEAD_INSERT)).put(" </head>\n <body>\n");
    }

    private boolean include(Request found) throws IOException {
        page.send();
        return request.server().processor().include(found, request.sink()) == OK;
    }

    /// @return false if the file can't be opened
    private boolean plain(Request found) throws IOException {
        OpenFile file;
        try {
            file = found.open();
        } catch (IOException refused) {
            return false;
        }
        try (var open = file) {
            page.put("<pre>\n");
            var piece = new byte[8192];
            long at = 0;
            for (int n = open.read(piece, 0, piece.length, at); n > 0; n = open.read(piece, 0, piece.length, at)) {
                escaped(new String(piece, 0, n, StandardCharsets.ISO_8859_1));
                at += n;
            }
            page.put("</pre>\n");
            return true;
        }
    }

    private void escaped(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '<' -> page.put("&lt;");
                case '>' -> page.put("&gt;");
                case '&' -> page.put("&amp;");
                default -> page.put(text.charAt(i));
            }
        }
    }
}
