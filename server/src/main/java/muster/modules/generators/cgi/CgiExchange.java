package muster.modules.generators.cgi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import muster.core.BodySink;
import muster.core.Request;
import muster.core.ServerSettings;
import muster.core.script.ScriptHeadReader;
import muster.core.script.ScriptRedirect;
import muster.http.HttpException;
import muster.io.Connection;
import muster.io.Deadline;
import muster.io.FileSystem;
import muster.io.Ready;
import muster.io.RunningProgram;
import muster.io.RunningProgram.Stream;
import muster.io.Spool;
import muster.log.LogLevel;

/// What passes between a request and its program: content in, head and body out, complaints to the log.
///
/// While content is on its way to the program, what it says already is put aside: two pipes that are both full would wait for each
/// other. A response is flushed as soon as the program has nothing more to say for a moment, so that what it sends early arrives early,
/// and what it says in one go is one message with a length.
final class CgiExchange {
    private static final int NOT_MODIFIED = 304;
    private static final int TIMED_OUT = -3;
    private static final int PIECE = 16 * 1024;
    private static final int ASIDE_IN_MEMORY = 64 * 1024;
    /// How much output of a failed program the script log takes.
    private static final int LOGGED_OUTPUT = 256 * 1024;
    /// How long a program may pause before what it has said is sent.
    private static final long PAUSE_MILLIS = 5;

    private final Request request;
    private final RunningProgram program;
    private final ScriptLog log;
    private final CgiKind kind;
    private final ErrorLines errors;
    private final long timeoutMillis;
    private final byte[] piece = new byte[PIECE];
    private final byte[] heard = new byte[1024];
    private final Spool aside = new Spool(ASIDE_IN_MEMORY);
    private long takenAside;

    CgiExchange(Request request, RunningProgram program, ScriptLog log, CgiKind kind) {
        this.request = request;
        this.program = program;
        this.log = log;
        this.kind = kind;
        this.errors = new ErrorLines(log);
        int own = request.get(CgiSettings.TIMEOUT);
        this.timeoutMillis = own > 0 ? own : request.host().settings().get(ServerSettings.TIMEOUT);
    }

    /// Gives the program the request's content. One that stops reading is left in peace; the rest is read for the connection's sake.
    void send(Content content) throws HttpException, IOException {
        boolean reading = true;
        for (int n = content.read(piece); n > 0; n = content.read(piece)) {
            log.keep(piece, n);
            reading = reading && written(n);
        }
        program.closeInput();
    }

    /// @return false if the program doesn't read any more
    private boolean written(int count) throws IOException {
        int at = 0;
        try {
            while (at < count) {
                int n = program.tryWrite(piece, at, count - at);
                if (n != Connection.WOULD_WAIT) {
                    at += n;
                    continue;
                }
                listen();
                if (await(true, timeoutMillis) == Ready.TIMED_OUT) {
                    request.log().error(kind.module(), 2651, "Error writing request body to script " + request.file());
                    return false;
                }
            }
            return true;
        } catch (IOException stopped) {
            if (!FileSystem.isBrokenPipe(stopped)) {
                throw stopped;
            }
            request.log().writeFailure(
                    LogLevel.ERROR,
                    kind.module(),
                    2651,
                    FileSystem.errno(stopped),
                    "Error writing request body to script " + request.file());
            return false;
        }
    }

    /// Takes what the program has said so far.
    private void listen() throws IOException {
        int n = program.tryRead(Stream.OUTPUT, heard, 0, heard.length);
        while (n > 0) {
            aside.write(heard, 0, n);
            n = program.tryRead(Stream.OUTPUT, heard, 0, heard.length);
        }
        listenToErrors();
    }

    private void listenToErrors() throws IOException {
        if (program.ended(Stream.ERROR)) {
            return;
        }
        int n = program.tryRead(Stream.ERROR, heard, 0, heard.length);
        while (n > 0) {
            errors.take(heard, n);
            n = program.tryRead(Stream.ERROR, heard, 0, heard.length);
        }
        if (n == Connection.END) {
            errors.end();
        }
    }

    /// Answers with what the program says: a head, and the body that it announces.
    void answer() throws HttpException, IOException {
        try (aside) {
            var reader = new ScriptHeadReader(request, kind.module());
            int count = 0;
            int at = 0;
            while (!reader.complete()) {
                count = output(timeoutMillis);
                if (count == Connection.END) {
                    errorsToTheEnd(); // what it complained about comes before what that led to
                    throw failed(reader, reader.ended(), 0, 0);
                }
                if (count == TIMED_OUT) {
                    HttpException late = reader.timedOut();
                    log.failed(late.status(), reader.lastLine(), new byte[0]);
                    throw late;
                }
                at = head(reader, count);
            }
            if (reader.instead() != 0) {
                conditionFailed(reader.instead());
            } else if (reader.head().redirect() != null) {
                redirect(reader.head().redirect());
            } else {
                body(at, count);
            }
        }
    }

    private int head(ScriptHeadReader reader, int count) throws HttpException, IOException {
        listenToErrors();
        try {
            return reader.take(piece, 0, count);
        } catch (HttpException malformed) {
            int end = reader.taken();
            throw failed(reader, malformed, end, count - end);
        }
    }

    /// The program is heard out, for the logs.
    private HttpException failed(ScriptHeadReader reader, HttpException refusal, int from, int count)
            throws IOException {
        var rest = new ByteArrayOutputStream();
        if (log.toFile()) {
            rest.write(piece, from, count);
        }
        for (int n = output(timeoutMillis); n > 0; n = output(timeoutMillis)) {
            if (log.toFile() && rest.size() < LOGGED_OUTPUT) {
                rest.write(piece, 0, n);
            }
        }
        errorsToTheEnd();
        log.failed(refusal.status(), reader.lastLine(), rest.toByteArray());
        return refusal;
    }

    private void conditionFailed(int status) throws HttpException, IOException {
        discardOutput();
        if (status != NOT_MODIFIED) {
            throw new HttpException(status, "");
        }
        request.response().status(status);
    }

    private void redirect(String location) throws HttpException, IOException {
        discardOutput();
        ScriptRedirect.follow(request, location);
    }

    private void discardOutput() throws IOException {
        while (output(timeoutMillis) > 0) {
            // nobody wants it
        }
        errorsToTheEnd();
    }

    /// Passes everything on as it comes: an `nph-` program speaks HTTP itself.
    void passOn() throws IOException {
        try (aside) {
            request.bypassFilters();
            body(0, 0);
        }
    }

    private void body(int from, int to) throws IOException {
        BodySink sink = request.sink();
        boolean pending = to > from;
        sink.write(piece, from, to - from);
        while (true) {
            int n = output(pending ? PAUSE_MILLIS : timeoutMillis);
            if (n > 0) {
                sink.write(piece, 0, n);
                pending = true;
            } else if (n == Connection.END) {
                break;
            } else if (pending) {
                sink.flush();
                pending = false;
            } else {
                request.log().warn(
                        kind.module(), 1220, "Timeout waiting for output from CGI script " + request.file());
                throw new IOException("the program has fallen silent in the middle of its response");
            }
        }
        if (!program.ended(Stream.ERROR) && await(false, PAUSE_MILLIS) == Ready.TIMED_OUT) {
            sink.flush();
        }
        errorsToTheEnd();
    }

    /// A piece of the program's output: a count, END, or TIMED_OUT.
    private int output(long patienceMillis) throws IOException {
        int kept = aside.read(takenAside, piece, 0, PIECE);
        if (kept > 0) {
            takenAside += kept;
            return kept;
        }
        while (true) {
            int n = program.tryRead(Stream.OUTPUT, piece, 0, PIECE);
            if (n != Connection.WOULD_WAIT) {
                return n;
            }
            listenToErrors();
            if (await(false, patienceMillis) == Ready.TIMED_OUT) {
                return TIMED_OUT;
            }
        }
    }

    /// Whatever inherited the program's standard error may keep it open; when the program itself has closed it, all is said.
    private void errorsToTheEnd() throws IOException {
        listenToErrors();
        while (!program.ended(Stream.ERROR) && !program.exited()) {
            if (await(false, timeoutMillis) == Ready.TIMED_OUT) {
                return;
            }
            listenToErrors();
        }
    }

    private Ready await(boolean writing, long millis) throws IOException {
        try {
            return program.await(writing, Deadline.inMillis(millis));
        } catch (IOException broken) {
            if (program.clientGone()) {
                request.connection().abort();
                request.log().write(LogLevel.INFO, kind.module(), 60302, "client left before its program was done");
            }
            throw broken;
        }
    }
}
