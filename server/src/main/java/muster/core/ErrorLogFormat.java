package muster.core;

import java.util.ArrayList;
import java.util.List;
import muster.log.LineBuffer;
import org.jspecify.annotations.Nullable;

/// A format of error log lines (`ErrorLogFormat`), compiled once. A line consists of fields, which begin with a space; a field with an
/// item that has nothing to say is left out as a whole, with its space.
public final class ErrorLogFormat {
    /// What httpd writes when nothing is said. The referer is a field of its own whose separator shows nothing.
    public static final ErrorLogFormat USUAL =
            parse("[%{u}t] [%-m:%l] [pid %P:tid %{g}T] %E: [client\\ %a] %M% ,\\ referer:\\ %{Referer}i");

    /// For the log daemon, which adds the time itself.
    public static final ErrorLogFormat SYSLOG =
            parse("[%-m:%l] [pid %P:tid %{g}T] %E: [client\\ %a] %M% ,\\ referer:\\ %{Referer}i");

    /// @param write what it appends, or null for the message itself
    /// @param separator whether a field begins here
    /// @param required whether the whole line is left out when it is empty
    /// @param hyphen whether it shows `-` when it is empty
    /// @param least only for messages at this level or less important ones; 0 for all
    record Part(@Nullable ErrorLogItem write, boolean separator, boolean required, boolean hyphen, int least) {}

    private final Part[] parts;

    private ErrorLogFormat(List<Part> parts) {
        this.parts = parts.toArray(Part[]::new);
    }

    /// Compiles the format of ordinary lines.
    /// @throws IllegalArgumentException with httpd's words
    public static ErrorLogFormat parse(String text) {
        List<Part> parts = new ErrorLogFormatParser(text).parts();
        if (parts.stream().noneMatch(part -> part.write == null)) {
            throw new IllegalArgumentException("main ErrorLogFormat must contain message format string '%M'");
        }
        if (parts.stream().anyMatch(Part::required)) {
            throw new IllegalArgumentException("The '+' flag cannot be used in the main error log format");
        }
        return new ErrorLogFormat(parts);
    }

    /// Compiles the format of a line that is written once for a connection or a request, before its first message.
    /// @throws IllegalArgumentException with httpd's words
    public static ErrorLogFormat parseOnce(String text) {
        List<Part> parts = new ErrorLogFormatParser(text).parts();
        if (parts.stream().anyMatch(part -> part.write == null)) {
            throw new IllegalArgumentException("%M cannot be used in once-per-request or once-per-connection formats");
        }
        if (parts.stream().anyMatch(part -> part.least > 0)) {
            throw new IllegalArgumentException(
                    "The loglevel cannot be used as a condition in once-per-request or once-per-connection formats");
        }
        return new ErrorLogFormat(parts);
    }

    /// Appends a line, or nothing if a required item is empty.
    void append(ErrorLine line, LineBuffer into) {
        int start = into.size();
        int fieldStart = start;
        boolean skipping = false;
        for (Part part : parts) {
            if (part.separator) {
                skipping = false;
                fieldStart = into.size();
            }
            if (part.write == null) {
                message(line, into);
            } else if (!skipping) {
                int before = into.size();
                if (part.least <= line.level().ordinal()) {
                    part.write.append(line, into);
                }
                if (into.size() == before && part.required) {
                    into.truncate(start);
                    return;
                }
                if (into.size() == before && part.hyphen) {
                    into.put('-');
                } else if (into.size() == before) {
                    into.truncate(fieldStart);
                    skipping = true;
                }
            }
        }
        if (into.size() > start) {
            into.put('\n');
        }
    }

    private static void message(ErrorLine line, LineBuffer into) {
        if (line.number() > 0) {
            into.put("AH");
            into.padded(line.number(), 5);
            into.put(": ");
        }
        into.escapedMessage(line.message());
    }

    /// Lines that are all written before the first message.
    static List<ErrorLogFormat> and(List<ErrorLogFormat> formats, ErrorLogFormat more) {
        var all = new ArrayList<>(formats);
        all.add(more);
        return List.copyOf(all);
    }
}
