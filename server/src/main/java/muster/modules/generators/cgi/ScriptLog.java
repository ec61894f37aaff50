package muster.modules.generators.cgi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import muster.core.Request;
import muster.http.HeaderFields;
import muster.http.HttpException;
import muster.io.AppendedFile;

/// What goes wrong with the program of one request: for the error log, and with all its circumstances for the file of ScriptLog.
final class ScriptLog {
    private static final int STANDARD_ERROR = 1215;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ENGLISH);

    private final Request request;
    private final String program;
    private final String module;
    private final CgiSettings settings;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream(0);

    ScriptLog(Request request, String program, String module) {
        this.request = request;
        this.program = program;
        this.module = module;
        this.settings = request.host().settings().get(CgiSettings.LOG);
    }

    /// The program isn't run.
    HttpException refused(int status, int number, String why) {
        error(status, number, why);
        return new HttpException(status, "");
    }

    /// A line that the program wrote on its standard error.
    void standardError(String line) {
        error(request.response().status(), STANDARD_ERROR, line);
    }

    private void error(int status, int number, String line) {
        request.log().error(module, number, "stderr from " + program + ": " + line);
        if (toFile()) {
            write(head(status).append("%error\n").append(line).append('\n'));
        }
    }

    /// Whether there is a file to write to.
    boolean toFile() {
        return !settings.path().isEmpty();
    }

    /// Remembers the first bytes of the request's content.
    void keep(byte[] bytes, int count) {
        int room = toFile() ? settings.buffer() - content.size() : 0;
        if (room > 0) {
            content.write(bytes, 0, Math.min(room, count));
        }
    }

    /// The program's answer couldn't be used.
    /// @param last the line that was wrong, if one was
    /// @param output what came after it
    void failed(int status, String last, byte[] output) {
        if (!toFile()) {
            return;
        }
        StringBuilder entry = head(status).append("%request\n");
        fields(request.headers(), entry);
        String method = request.method();
        if (content.size() > 0 && (method.equals("POST") || method.equals("PUT"))) {
            entry.append('\n').append(content.toString(StandardCharsets.ISO_8859_1)).append('\n');
        }
        entry.append("%response\n");
        fields(request.response().errorHeaders(), entry);
        if (!last.isEmpty()) {
            entry.append(last).append('\n');
        }
        if (output.length > 0) {
            entry.append("%stdout\n").append(new String(output, StandardCharsets.ISO_8859_1)).append('\n');
        }
        write(entry);
    }

    private StringBuilder head(int status) {
        var entry = new StringBuilder(256);
        entry.append("%% [").append(TIME.format(LocalDateTime.now())).append("] ");
        entry.append(request.method()).append(' ').append(request.path());
        if (request.query() != null) {
            entry.append('?').append(request.query());
        }
        entry.append(' ').append(request.protocolText()).append('\n');
        return entry.append("%% ").append(status).append(' ').append(program).append('\n');
    }

    private static void fields(HeaderFields fields, StringBuilder entry) {
        for (int i = 0; i < fields.size(); i++) {
            entry.append(fields.name(i)).append(": ").append(fields.value(i)).append('\n');
        }
    }

    private void write(StringBuilder entry) {
        try {
            AppendedFile.append(
                    settings.path(), entry.toString().getBytes(StandardCharsets.ISO_8859_1), settings.most());
        } catch (IOException failed) {
            request.log().info(module, 60301, "ScriptLog can't be written: " + failed.getMessage());
        }
    }
}
