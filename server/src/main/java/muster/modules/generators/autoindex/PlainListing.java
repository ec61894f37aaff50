package muster.modules.generators.autoindex;

import java.io.IOException;
import muster.core.Html;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// A list of links.
final class PlainListing extends Listing {
    PlainListing(Request request, IndexQuery query, Page page) {
        super(request, query, page);
    }

    @Override
    void start(@Nullable Entry[] entries, int count) throws IOException {
        page.put("<ul>");
    }

    @Override
    void line(int number, Entry entry, String link, String name) throws IOException {
        page.put("<li><a href=\"").put(link).put("\"> ").put(Html.escape(name)).put("</a></li>\n");
    }

    @Override
    void end() throws IOException {
        page.put("</ul>\n");
    }
}
