package muster.modules.mappers.negotiation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.core.DirectorySettings;
import muster.core.FilePath;
import muster.core.Request;
import muster.http.HttpException;
import muster.io.FileSystem;
import muster.io.OpenFile;
import muster.log.LogLevel;
import muster.modules.generators.EntityTags;

/// A file that lists the variants of a resource: blocks of header lines (`URI:`, `Content-Type:`, ...) with empty lines in between.
/// A block may hold the variant itself, after `Body:END` and up to a line with that word.
final class TypeMap {
    static final String TYPE = "application/x-type-map";
    static final String HANDLER = "type-map";

    /// More of a map isn't looked at.
    private static final int LARGEST = 1 << 20;
    /// How far its end may be from the beginning of a body.
    private static final int LARGEST_BODY = 8191;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int INTERNAL_ERROR = 500;

    private final Negotiation negotiation;
    private final Request map;
    private final MapLines lines;
    private Variant.Facts facts = Variant.Facts.NONE;
    /// Whether the block says anything but a URI.
    private boolean described;

    private TypeMap(Negotiation negotiation, Request map, String text) {
        this.negotiation = negotiation;
        this.map = map;
        this.lines = new MapLines(text);
    }

    static boolean isMap(Request found) {
        return TYPE.equals(found.response().contentType()) || HANDLER.equals(found.handler());
    }

    /// Opens a map's file.
    static OpenFile open(Request asking, Request map) throws HttpException {
        FilePath file = map.file();
        if (file == null) {
            throw new HttpException(NOT_FOUND, "");
        }
        try {
            return map.open();
        } catch (IOException refused) {
            asking.log().writeFailure(LogLevel.ERROR, Negotiation.MODULE, 683, FileSystem.errno(refused),
                    "cannot access type map file: " + file);
            throw new HttpException(FileSystem.isMissing(refused) ? NOT_FOUND : FORBIDDEN, "");
        }
    }

    /// @param map the request whose file is the map; it may be the one that is negotiated
    static void read(Negotiation negotiation, Request map) throws HttpException, IOException {
        try (OpenFile file = open(negotiation.request, map)) {
            read(negotiation, map, file);
        }
    }

    static void read(Negotiation negotiation, Request map, OpenFile file) throws HttpException, IOException {
        new TypeMap(negotiation, map, text(file)).readBlocks();
        String tag = EntityTags.of(negotiation.request.get(DirectorySettings.FILE_TAG), file.status());
        boolean fresh = negotiation.request.startMillis() - file.status().modifiedMillis() < 1000;
        negotiation.request.variantsTag(tag.isEmpty() ? null : fresh ? "W/" + tag : tag);
    }

    private static String text(OpenFile file) throws IOException {
        var bytes = new byte[(int) Math.min(file.status().size(), LARGEST)];
        int length = 0;
        for (int n = file.read(bytes, 0, bytes.length, 0); n > 0; n = file.read(bytes, length, bytes.length - length, length)) {
            length += n;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private void readBlocks() throws HttpException {
        while (true) {
            String header = lines.next();
            if (header != null && !header.isBlank()) {
                if (!line(header)) {
                    return;
                }
                continue;
            }
            if (!facts.file().isEmpty() && described) {
                negotiation.variants.add(new Variant(facts));
            }
            facts = Variant.Facts.NONE;
            described = false;
            if (header == null) {
                return;
            }
        }
    }

    /// @return false if the rest of the map can't be made sense of
    private boolean line(String header) throws HttpException {
        int colon = header.indexOf(':');
        if (colon < 0) {
            throw syntaxError(681, "Syntax error in type map, no ':' in " + negotiation.request.file() + " for header "
                    + header.toLowerCase(Locale.ROOT));
        }
        int start = colon + 1;
        while (start < header.length() && Scan.isSpace(header.charAt(start))) {
            start++;
        }
        String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
        if (start == header.length()) {
            throw syntaxError(682, "Syntax error in type map --- no header body: " + negotiation.request.file() + " for "
                    + name + header.substring(colon));
        }
        String value = withoutComments(header.substring(start));
        boolean known = true;
        switch (name) {
            case "uri" -> {
                facts = facts.withFile(new Scan(value).token(false));
                known = false;
            }
            case "content-type" -> facts = facts.withType(Accepted.type(value));
            case "content-language" -> facts = facts.withLanguages(languages(value));
            case "content-encoding" -> facts = facts.withEncoding(new Scan(value).token(false));
            case "content-length" -> {
                if (!length(new Scan(value).token(false))) {
                    return false;
                }
            }
            case "description" -> {
                facts = facts.withDescription(value.replace('\n', ' ').substring(0, Math.max(0, value.length() - 1)));
                known = false;
            }
            case "body" -> {
                known = false;
                if (!body(value.stripTrailing())) {
                    return false;
                }
            }
            default -> known = false;
        }
        described |= known;
        return true;
    }

    private HttpException syntaxError(int number, String message) {
        negotiation.request.log().error(Negotiation.MODULE, number, message);
        return new HttpException(INTERNAL_ERROR, "");
    }

    /// Text in parentheses means nothing.
    private static String withoutComments(String text) {
        int open = text.indexOf('(');
        if (open < 0) {
            return text;
        }
        var plain = new StringBuilder(text);
        for (int i = open; i < plain.length(); i++) {
            if (plain.charAt(i) == '(') {
                while (i < plain.length() && plain.charAt(i) != ')') {
                    plain.setCharAt(i++, ' ');
                }
                if (i < plain.length()) {
                    plain.setCharAt(i, ' ');
                }
            }
        }
        return plain.toString();
    }

    private static List<String> languages(String value) {
        var tags = new ArrayList<String>();
        var scan = new Scan(value);
        while (!scan.atEnd()) {
            tags.add(scan.lowerToken());
            if (!scan.take(',')) {
                scan.take(';');
            }
        }
        return List.copyOf(tags);
    }

    private boolean length(String text) {
        boolean number = !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            negotiation.request.log().error(Negotiation.MODULE, 684, "Parse error in type map, Content-Length: '" + text
                    + "' in " + negotiation.request.file() + " is invalid.");
            return false;
        }
        facts = facts.withLength(Long.parseLong(text));
        return true;
    }

    private boolean body(String end) {
        int start = lines.position();
        int length = lines.body(end, LARGEST_BODY);
        if (length < 0) {
            negotiation.request.log().error(Negotiation.MODULE, 685, "Syntax error in type map, no end tag '" + end
                    + "' found in " + negotiation.request.file() + " for Body: content.");
            return false;
        }
        FilePath file = map.file();
        String path = file == null ? "" : file.text();
        facts = facts.withBody(path.substring(path.lastIndexOf('/') + 1), start, length);
        return true;
    }
}
