package muster.modules.metadata;

import java.util.List;
import muster.core.Request;
import muster.core.Response;
import muster.http.HeaderFields;
import muster.pattern.Match;
import muster.pattern.Regex;
import org.jspecify.annotations.Nullable;

/// One `Header` or `RequestHeader` line, compiled.
///
/// @param action what it does
/// @param field the name it does it to; for [Action#ECHO] the pattern says which
/// @param value what is set; the replacement of an edit; empty for actions without one
/// @param pattern of an edit (in the value) or an echo (in the name); null for others
/// @param when under which condition; null for always
/// @param early whether it works as soon as the request is read, rather than on the finished response
record HeaderEdit(
        Action action,
        String field,
        HeaderValue value,
        @Nullable Regex pattern,
        @Nullable When when,
        boolean early) {
    enum Action {
        ADD,
        SET,
        SETIFEMPTY,
        APPEND,
        MERGE,
        UNSET,
        ECHO,
        NOTE,
        EDIT,
        EDIT_ALL
    }

    /// A condition: `env=NAME`, `env=!NAME`, `expr=...`.
    @FunctionalInterface
    interface When {
        boolean holds(Request request);
    }

    /// Does the lines of a list, in order, to one set of fields.
    ///
    /// @param fields of the request, or those of the response's two sets that the list is about
    /// @param response whose Content-Type isn't among the fields; null for request fields
    static void apply(
            List<HeaderEdit> edits, Request request, HeaderFields fields, @Nullable Response response, boolean early) {
        for (int i = 0; i < edits.size(); i++) {
            HeaderEdit edit = edits.get(i);
            if (edit.early == early && (edit.when == null || edit.when.holds(request))) {
                edit.apply(request, fields, response);
            }
        }
    }

    private void apply(Request request, HeaderFields fields, @Nullable Response response) {
        if (response != null && field.equalsIgnoreCase("Content-Type") && action != Action.ECHO) {
            applyToType(request, response);
            return;
        }
        switch (action) {
            case ADD -> fields.add(field, value.of(request));
            case SET -> fields.set(field, value.of(request));
            case SETIFEMPTY -> {
                if (!fields.has(field)) {
                    fields.set(field, value.of(request));
                }
            }
            case APPEND -> append(fields, value.of(request));
            case MERGE -> merge(fields, value.of(request));
            case UNSET -> fields.remove(field);
            case ECHO -> echo(request.headers(), fields);
            case NOTE -> {
                String found = fields.joined(field);
                if (found != null) {
                    request.notes().set(value.of(request), found);
                }
            }
            case EDIT, EDIT_ALL -> edit(request, fields);
        }
    }

    private void applyToType(Request request, Response response) {
        String whole = contentType(response);
        switch (action) {
            case ADD, SET -> contentType(response, value.of(request));
            case SETIFEMPTY -> {
                if (whole == null) {
                    contentType(response, value.of(request));
                }
            }
            case APPEND, MERGE ->
                contentType(response, whole == null ? value.of(request) : whole + ", " + value.of(request));
            case UNSET -> contentType(response, null);
            case EDIT, EDIT_ALL -> {
                if (whole != null) {
                    contentType(response, edited(request, whole));
                }
            }
            case NOTE -> {
                if (whole != null) {
                    request.notes().set(value.of(request), whole);
                }
            }
            case ECHO -> {}
        }
    }

    private static @Nullable String contentType(Response response) {
        String type = response.contentType();
        String charset = response.charset();
        return type == null || charset == null ? type : type + "; charset=" + charset;
    }

    private static void contentType(Response response, @Nullable String whole) {
        response.contentType(whole);
        response.charset(null);
    }

    /// Appends a value unless the list has it already (RFC 9110 §5.6.1 lists; commas in quotes don't separate).
    private void merge(HeaderFields fields, String wanted) {
        String list = fields.get(field);
        if (list == null || !hasElement(list, wanted)) {
            append(fields, wanted);
        }
    }

    /// To the first field of the name; others stay.
    private void append(HeaderFields fields, String wanted) {
        int at = fields.indexOf(field, 0);
        if (at < 0) {
            fields.add(field, wanted);
        } else {
            fields.value(at, fields.value(at) + ", " + wanted);
        }
    }

    static boolean hasElement(String list, String wanted) {
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= list.length(); i++) {
            char character = i < list.length() ? list.charAt(i) : ',';
            if (quoted && character == '\\') {
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted || i >= list.length()) {
                if (list.substring(start, Math.min(i, list.length())).strip().equals(wanted)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private void echo(HeaderFields asked, HeaderFields fields) {
        for (int i = 0; i < asked.size(); i++) {
            if (pattern != null && pattern.matches(asked.name(i))) {
                fields.add(asked.name(i), asked.value(i));
            }
        }
    }

    private void edit(Request request, HeaderFields fields) {
        for (int i = fields.indexOf(field, 0); i >= 0; i = fields.indexOf(field, i + 1)) {
            fields.value(i, edited(request, fields.value(i)));
        }
    }

    private String edited(Request request, String text) {
        if (pattern == null) {
            return text;
        }
        StringBuilder result = null;
        int copied = 0;
        int from = 0;
        for (Match match = pattern.find(text, from); match != null; match = next(text, match)) {
            result = result == null ? new StringBuilder(text.length() + 32) : result;
            result.append(text, copied, match.start(0)).append(value.replacing(request, match));
            copied = match.end(0);
        }
        return result == null ? text : result.append(text, copied, text.length()).toString();
    }

    /// Where `edit*` goes on; an empty match moves on by one so that it ends.
    private @Nullable Match next(String text, Match match) {
        if (action == Action.EDIT || pattern == null) {
            return null;
        }
        int from = match.end(0) == match.start(0) ? match.end(0) + 1 : match.end(0);
        return from > text.length() ? null : pattern.find(text, from);
    }
}
