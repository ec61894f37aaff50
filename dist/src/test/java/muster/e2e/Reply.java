package muster.e2e;

import java.util.ArrayList;
import java.util.List;

/// One response.
///
/// @param statusLine as received, without its line end
/// @param fields the header fields as received, `Name: value`
record Reply(String statusLine, int status, List<String> fields, String body) {
    /// A response whose body is still to come.
    record Head(String statusLine, int status, List<String> fields) {
        static Head of(String bytes) {
            var lines = new ArrayList<>(List.of(bytes.split("\r\n")));
            String first = lines.removeFirst();
            if (!first.matches("HTTP/1\\.1 \\d{3} .*")) {
                throw new AssertionError("not a status line: " + first);
            }
            return new Head(first, Integer.parseInt(first.substring(9, 12)), lines);
        }

        String header(String name) {
            return Reply.find(fields, name);
        }

        Reply with(String body) {
            return new Reply(statusLine, status, fields, body);
        }
    }

    /// A field's value, several of one name joined with `, `; empty if there is none.
    String header(String name) {
        return find(fields, name);
    }

    boolean has(String name) {
        return !find(fields, name).isEmpty();
    }

    private static String find(List<String> fields, String name) {
        var values = new ArrayList<String>();
        for (String field : fields) {
            int colon = field.indexOf(':');
            if (colon > 0 && field.substring(0, colon).equalsIgnoreCase(name)) {
                values.add(field.substring(colon + 1).strip());
            }
        }
        return String.join(", ", values);
    }
}
