package muster.modules.generators.autoindex;

import java.io.IOException;
import java.util.Locale;
import muster.core.Html;
import muster.core.Request;
import muster.http.UriEscape;
import org.jspecify.annotations.Nullable;

/// Writes the lines of a listing. Three shapes: a plain list, columns in `<pre>` (FancyIndexing), a table (HTMLTable).
abstract sealed class Listing permits PlainListing, FancyListing, TableListing {
    final Request request;
    final IndexQuery query;
    final IndexOptions options;
    final Page page;
    final String styleSheet;
    private final String defaultIcon;

    Listing(Request request, IndexQuery query, Page page) {
        this.request = request;
        this.query = query;
        this.options = request.get(IndexSettings.OPTIONS);
        this.page = page;
        this.styleSheet = request.get(IndexSettings.STYLE_SHEET);
        this.defaultIcon = request.get(IndexSettings.DEFAULT_ICON);
    }

    static Listing of(Request request, IndexQuery query, Page page) {
        if (query.has(IndexOptions.TABLE)) {
            return new TableListing(request, query, page);
        }
        return query.has(IndexOptions.FANCY)
                ? new FancyListing(request, query, page)
                : new PlainListing(request, query, page);
    }

    /// @param entries sorted; each is forgotten when it is written
    /// @param complete whether these are all there are
    final void write(@Nullable Entry[] entries, int count, boolean complete) throws IOException {
        start(entries, count);
        for (int i = 0; i < count; i++) {
            Entry entry = entries[i];
            entries[i] = null;
            if (entry != null) {
                String link = Html.escape(UriEscape.relativePath(entry.name()));
                line(i, entry, link, i == 0 && entry.isParent() ? "Parent Directory" : entry.name());
            }
        }
        end();
        if (!complete) {
            page.put("<p>There are more than these " + count + " entries.</p>\n");
        }
    }

    /// Whether anything but the list's start depends on all its lines.
    abstract void start(@Nullable Entry[] entries, int count) throws IOException;

    abstract void line(int number, Entry entry, String link, String name) throws IOException;

    abstract void end() throws IOException;

    final boolean shows(int suppressing) {
        return !query.has(suppressing);
    }

    /// The heading of a column: a link that sorts by it, the other way round if the page is sorted by it already.
    final void heading(String text, char key) throws IOException {
        if (query.has(IndexOptions.SUPPRESS_SORTING)) {
            page.put(text);
            return;
        }
        char order = query.key() == key && query.order() == 'A' ? 'D' : 'A';
        page.put("<a href=\"?C=").put(key).put(";O=").put(order).put(query.kept()).put("\">").put(text).put("</a>");
    }

    final void image(String url, String alt) throws IOException {
        page.put("<img src=\"").put(Html.escape(url)).put("\" alt=\"").put(alt).put('"');
        if (options.iconWidth() != 0) {
            page.put(" width=\"" + options.iconWidth() + "\"");
        }
        if (options.iconHeight() != 0) {
            page.put(" height=\"" + options.iconHeight() + "\"");
        }
        page.put(query.has(IndexOptions.XHTML) ? " />" : ">");
    }

    /// An entry's icon, or what takes its room.
    final void icon(Entry entry, String link, String otherwise) throws IOException {
        boolean linked = query.has(IndexOptions.ICONS_ARE_LINKS);
        if (linked) {
            page.put("<a href=\"").put(link).put("\">");
        }
        String url = entry.icon() == null ? defaultIcon : entry.icon();
        if (url.isEmpty() && entry.icon() == null) {
            page.put(otherwise);
        } else {
            image(url, "[" + (entry.alt() == null ? "   " : entry.alt()) + "]");
        }
        if (linked) {
            page.put("</a>");
        }
    }

    /// The icon above the icons, if there is one.
    final @Nullable String blankIcon() {
        return request.get(IndexSettings.SYMBOLS).icons().ofName(Marks.BLANK);
    }

    /// A name cut to the width of its column.
    static String cut(String name, int width) {
        return name.length() > width && width > 3 ? name.substring(0, width - 3) + "..>" : name;
    }

    /// A description as wide as its column, or as what isn't shown leaves room for.
    final String description(String html, int column) {
        int width = column;
        if (!options.descriptions().said()) {
            width += query.has(IndexOptions.SUPPRESS_ICON) ? 6 : 0;
            width += query.has(IndexOptions.SUPPRESS_LAST_MODIFIED) ? 19 : 0;
            width += query.has(IndexOptions.SUPPRESS_SIZE) ? 7 : 0;
        }
        return Columns.cut(html, width);
    }

    final String date(Entry entry) {
        return Columns.date(entry.modified(), options.oldDates());
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
