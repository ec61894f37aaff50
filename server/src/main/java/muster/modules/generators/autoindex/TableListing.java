package muster.modules.generators.autoindex;

import java.io.IOException;
import muster.core.Html;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// A table. With a style sheet its parts have the classes that httpd documents, without one they have attributes.
final class TableListing extends Listing {
    private final boolean styled;
    private String rule = "";

    TableListing(Request request, IndexQuery query, Page page) {
        super(request, query, page);
        styled = !styleSheet.isEmpty();
    }

    @Override
    void start(@Nullable Entry[] entries, int count) throws IOException {
        page.put(styled ? "  <table id=\"indexlist\">\n   <tr class=\"indexhead\">" : "  <table>\n   <tr>");
        int columns = 1;
        if (shows(IndexOptions.SUPPRESS_ICON)) {
            page.put(cell("th", "indexcolicon", " valign=\"top\""));
            String blank = blankIcon();
            if (blank == null) {
                page.put("&nbsp;");
            } else {
                image(blank, "[ICO]");
            }
            page.put("</th>");
            columns++;
        }
        page.put(cell("th", "indexcolname", ""));
        heading("Name", 'N');
        columns += headings(IndexOptions.SUPPRESS_LAST_MODIFIED, "indexcollastmod", "Last modified", 'M');
        columns += headings(IndexOptions.SUPPRESS_SIZE, "indexcolsize", "Size", 'S');
        columns += headings(IndexOptions.SUPPRESS_DESCRIPTION, "indexcoldesc", "Description", 'D');
        if (shows(IndexOptions.SUPPRESS_RULES)) {
            rule = "   <tr" + (styled ? " class=\"indexbreakrow\"" : "") + "><th colspan=\"" + columns + "\"><hr"
                    + (query.has(IndexOptions.XHTML) ? " /" : "") + "></th></tr>\n";
        }
        page.put("</th></tr>\n").put(rule);
    }

    private int headings(int suppressing, String style, String text, char key) throws IOException {
        if (!shows(suppressing)) {
            return 0;
        }
        page.put("</th>").put(cell("th", style, ""));
        heading(text, key);
        return 1;
    }

    /// @param attributes in place of the class where there is no style sheet
    private String cell(String tag, String style, String attributes) {
        return "<" + tag + (styled ? " class=\"" + style + "\">" : attributes + ">");
    }

    @Override
    void line(int number, Entry entry, String link, String name) throws IOException {
        row(number, entry);
        if (shows(IndexOptions.SUPPRESS_ICON)) {
            page.put(cell("td", "indexcolicon", " valign=\"top\""));
            icon(entry, link, "&nbsp;");
            page.put("</td>");
        }
        name(link, name);
        if (shows(IndexOptions.SUPPRESS_LAST_MODIFIED)) {
            if (entry.modified() == -1) {
                page.put("</td>").put(cell("td", "indexcollastmod", "")).put("&nbsp;");
            } else {
                page.put("</td>").put(cell("td", "indexcollastmod", " align=\"right\"")).put(date(entry)).put("  ");
            }
        }
        if (shows(IndexOptions.SUPPRESS_SIZE)) {
            page.put("</td>").put(cell("td", "indexcolsize", " align=\"right\"")).put(Columns.size(entry.size()));
        }
        if (shows(IndexOptions.SUPPRESS_DESCRIPTION)) {
            page.put("</td>").put(cell("td", "indexcoldesc", "")).put(described(entry));
        }
        page.put("</td></tr>\n");
    }

    private void row(int number, Entry entry) throws IOException {
        if (!styled) {
            page.put("<tr>");
            return;
        }
        String alt = entry.alt();
        String kind = alt != null && query.has(IndexOptions.ADD_ALT_CLASS) ? "-" + lower(alt) : "";
        page.put("   <tr class=\"").put(number % 2 == 0 ? "even" : "odd").put(kind).put("\">");
    }

    private void name(String link, String name) throws IOException {
        page.put(cell("td", "indexcolname", "")).put("<a href=\"").put(link).put("\">");
        if (options.names().adjusts()) {
            page.put(Html.escape(name)).put("</a>");
            return;
        }
        int width = options.names().characters();
        String shown = cut(name, width);
        page.put(Html.escape(shown)).put("</a>").spaces(width - shown.length());
    }

    private String described(Entry entry) {
        String html = entry.description();
        if (html == null) {
            return "&nbsp;";
        }
        return options.descriptions().adjusts() ? html : description(html, options.descriptions().characters());
    }

    @Override
    void end() throws IOException {
        page.put(rule).put("</table>\n");
    }
}
