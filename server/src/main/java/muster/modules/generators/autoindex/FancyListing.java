package muster.modules.generators.autoindex;

import java.io.IOException;
import muster.core.Html;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// Columns of preformatted text.
final class FancyListing extends Listing {
    private int nameWidth;
    private int descriptionWidth;

    FancyListing(Request request, IndexQuery query, Page page) {
        super(request, query, page);
        nameWidth = options.names().characters();
        descriptionWidth = options.descriptions().characters();
    }

    @Override
    void start(@Nullable Entry[] entries, int count) throws IOException {
        adjust(entries, count);
        page.put("<pre>");
        if (shows(IndexOptions.SUPPRESS_ICON)) {
            String blank = blankIcon();
            if (blank == null) {
                page.put("      ");
            } else {
                image(blank, "Icon ");
                page.put(' ');
            }
        }
        heading("Name", 'N');
        page.spaces(nameWidth - 4).put(' ');
        if (shows(IndexOptions.SUPPRESS_LAST_MODIFIED)) {
            heading("Last modified", 'M');
            page.put("      ");
        }
        if (shows(IndexOptions.SUPPRESS_SIZE)) {
            heading("Size", 'S');
            page.put("  ");
        }
        if (shows(IndexOptions.SUPPRESS_DESCRIPTION)) {
            heading("Description", 'D');
        }
        page.put(shows(IndexOptions.SUPPRESS_RULES) ? rule() : "\n");
    }

    private void adjust(@Nullable Entry[] entries, int count) {
        for (int i = 0; i < count; i++) {
            Entry entry = entries[i];
            if (entry == null) {
                continue;
            }
            if (options.names().adjusts()) {
                nameWidth = Math.max(nameWidth, entry.name().length());
            }
            String html = entry.description();
            if (options.descriptions().adjusts() && html != null) {
                descriptionWidth = Math.max(descriptionWidth, html.length());
            }
        }
    }

    private String rule() {
        return query.has(IndexOptions.XHTML) ? "<hr />" : "<hr>";
    }

    @Override
    void line(int number, Entry entry, String link, String name) throws IOException {
        if (shows(IndexOptions.SUPPRESS_ICON)) {
            icon(entry, link, "     ");
            page.put(' ');
        }
        String shown = cut(name, nameWidth);
        page.put("<a href=\"").put(link).put("\">").put(Html.escape(shown)).put("</a>");
        page.spaces(nameWidth - shown.length()).put(' ');
        if (shows(IndexOptions.SUPPRESS_LAST_MODIFIED)) {
            if (entry.modified() == -1) {
                page.put("                   ");
            } else {
                page.put(date(entry)).put("  ");
            }
        }
        if (shows(IndexOptions.SUPPRESS_SIZE)) {
            page.put(Columns.size(entry.size())).put("  ");
        }
        String html = entry.description();
        if (shows(IndexOptions.SUPPRESS_DESCRIPTION) && html != null) {
            page.put(description(html, descriptionWidth));
        }
        page.put('\n');
    }

    @Override
    void end() throws IOException {
        page.put(shows(IndexOptions.SUPPRESS_RULES) ? rule() + "</pre>\n" : "</pre>\n");
    }
}
