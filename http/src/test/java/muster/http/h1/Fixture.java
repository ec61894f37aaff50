package muster.http.h1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One case of a fixture file: what it shows, the bytes, and what is expected of them.
///
/// ```
/// ## name
/// Why this matters.
/// - strict: 400 AH02426
/// - unsafe: GET / ...
/// - Apache: 400, 200
///
///     GET / HTTP/1.1\r\n
///     Host: {a*300}\r\n
/// ```
///
/// The indented lines are the bytes; `\r \n \t \\ \xHH` are escapes, a line's own end counts for nothing, and `{text*N}`
/// repeats.
record Fixture(String name, byte[] bytes, Map<String, String> expected) {
    static List<Fixture> read(String file) {
        var found = new ArrayList<Fixture>();
        try {
            Path path = Path.of("src/test/resources/requests", file);
            String text = Files.readString(path, StandardCharsets.UTF_8);
            for (String section : text.split("(?m)^## ", -1)) {
                if (!section.startsWith("# ")) {
                    found.add(parse(section));
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return found;
    }

    private static Fixture parse(String section) {
        var expected = new TreeMap<String, String>();
        var bytes = new ByteArrayOutputStream();
        String[] lines = section.split("\n");
        for (String line : lines) {
            if (line.startsWith("    ")) {
                bytes.writeBytes(unescape(line.substring(4)));
            } else if (line.startsWith("- ")) {
                int colon = line.indexOf(": ");
                expected.put(line.substring(2, colon), line.substring(colon + 2));
            }
        }
        return new Fixture(lines[0], bytes.toByteArray(), expected);
    }

    static byte[] unescape(String line) {
        var out = new ByteArrayOutputStream();
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == '{') {
                int star = line.indexOf('*', i);
                int close = line.indexOf('}', i);
                byte[] part = unescape(line.substring(i + 1, star));
                for (int n = Integer.parseInt(line.substring(star + 1, close)); n > 0; n--) {
                    out.writeBytes(part);
                }
                i = close + 1;
            } else if (c == '\\') {
                char kind = line.charAt(i + 1);
                out.write(
                        switch (kind) {
                            case 'r' -> '\r';
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'x' -> Integer.parseInt(line.substring(i + 2, i + 4), 16);
                            default -> kind;
                        });
                i += kind == 'x' ? 4 : 2;
            } else {
                out.write(c);
                i++;
            }
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
