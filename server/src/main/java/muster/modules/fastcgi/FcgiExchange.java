package muster.modules.fastcgi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import muster.core.BodySink;
import muster.core.Request;
import muster.core.script.ScriptHeadReader;
import muster.core.script.ScriptRedirect;
import muster.http.HttpException;
import muster.http.fcgi.FcgiException;
import muster.http.fcgi.RecordReader;
import muster.http.fcgi.RecordWriter;
import muster.io.Connection;
import muster.io.Deadline;
import muster.io.FileSystem;
import muster.io.Ready;
import muster.io.SocketConnection;
import muster.io.Spool;
import muster.io.Waiter;
import muster.log.LogLevel;
import muster.modules.fastcgi.Dialogue.Fault;
import org.jspecify.annotations.Nullable;

/// One request and its answer over one connection to a backend.
///
/// While the request's content is being written, what the backend says already is put aside: two sides that only write wait for each
/// other. The response is flushed as soon as nothing more has come for a moment, so that what is sent early arrives early, and what is said
/// in one go is one message with a length.
public final class FcgiExchange {
    private static final int PIECE = 16 * 1024;
    private static final int ASIDE_IN_MEMORY = 64 * 1024;
    /// How long a backend may pause before what it has said is sent.
    private static final long PAUSE_MILLIS = 5;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int TIMED_OUT = -3;

    private final Request request;
    private final SocketConnection backend;
    private final Dialogue dialogue;
    private final long timeoutMillis;
    private final Connection client;
    private final Waiter waiter;

    private final RecordReader reader = new RecordReader();
    private final ScriptHeadReader head;
    private final StringBuilder complaint = new StringBuilder(0);
    private byte[] input = new byte[PIECE];
    private @Nullable Spool aside;
    private long takenAside;
    private boolean anySent;
    private boolean asked;
    private boolean bodyPending;
    private boolean discarding;
    private final int[] fds;
    private final int[] interests = {0, Waiter.BROKEN};
    private final int[] ready = new int[2];

    public FcgiExchange(Request request, SocketConnection backend, Dialogue dialogue, long timeoutMillis) {
        this.request = request;
        this.backend = backend;
        this.dialogue = dialogue;
        this.timeoutMillis = timeoutMillis;
        this.client = request.connection().transport();
        this.waiter = client.waiter();
        this.head = new ScriptHeadReader(request, dialogue.module());
        this.fds = new int[] {backend.descriptor(), client.descriptor()};
    }

    /// Sends the request and answers the client.
    ///
    /// @param records the beginning of the request, its variables included
    /// @param content what comes after them
    /// @return whether the backend's connection may be used again
    /// @throws UnsentException if the backend has taken nothing: the request may go to another
    public boolean run(RecordWriter records, FcgiContent content) throws HttpException, IOException {
        try {
            send(records, content);
            return answer();
        } finally {
            if (aside != null) {
                aside.close();
            }
        }
    }

    private void send(RecordWriter records, FcgiContent content) throws HttpException, IOException {
        boolean more = content.addTo(records);
        while (written(records) && more) {
            records.clear();
            more = content.addTo(records);
        }
    }

    /// @return false if the backend takes no more; it may have answered all the same
    private boolean written(RecordWriter records) throws HttpException, IOException {
        int at = 0;
        try {
            while (at < records.length()) {
                int n = backend.tryWrite(records.bytes(), at, records.length() - at, false);
                if (n != Connection.WOULD_WAIT) {
                    at += n;
                    anySent |= n > 0;
                    continue;
                }
                listen();
                if (await(Waiter.READABLE | Waiter.WRITABLE, timeoutMillis) == Ready.TIMED_OUT) {
                    throw failure(new Fault(Fault.Kind.TIMEOUT, "sending stdin", 0));
                }
            }
            return true;
        } catch (IOException broken) {
            if (FileSystem.errno(broken) == 0) {
                throw broken;
            }
            if (!anySent) {
                throw new UnsentException(broken);
            }
            return false;
        }
    }

    /// Puts aside what the backend has said so far.
    private void listen() throws IOException {
        for (int n = backend.tryRead(input, 0, PIECE); n > 0; n = backend.tryRead(input, 0, PIECE)) {
            if (aside == null) {
                aside = new Spool(ASIDE_IN_MEMORY);
            }
            aside.write(input, 0, n);
        }
    }

    private boolean answer() throws HttpException, IOException {
        while (true) {
            int count = receive(bodyPending ? PAUSE_MILLIS : timeoutMillis);
            if (count == TIMED_OUT) {
                if (!bodyPending) {
                    throw failure(new Fault(Fault.Kind.TIMEOUT, "polling", 0));
                }
                request.sink().flush();
                bodyPending = false;
            } else if (count == Connection.END) {
                throw failure(new Fault(Fault.Kind.END, "Failed to read FastCGI header", 1067));
            } else if (understood(count)) {
                return conclude();
            }
        }
    }

    /// @return whether the backend has said its last word
    private boolean understood(int count) throws HttpException, IOException {
        int at = 0;
        while (true) {
            RecordReader.Event event;
            try {
                event = reader.next(input, at, count);
            } catch (FcgiException nonsense) {
                throw failure(new Fault(Fault.Kind.PROTOCOL, nonsense.getMessage(), nonsense.number()));
            }
            at = reader.used();
            switch (event) {
                case NEED_MORE -> {
                    return false;
                }
                case OUTPUT -> output(reader.offset(), reader.offset() + reader.length());
                case ERROR -> complain();
                case END -> {
                    return true;
                }
            }
        }
    }

    private void output(int from, int to) throws HttpException, IOException {
        int at = from;
        if (!head.complete()) {
            at = head(from, to);
        }
        if (at < to && !discarding) {
            request.sink().write(input, at, to - at);
            bodyPending = true;
        }
    }

    private int head(int from, int to) throws HttpException, IOException {
        int at;
        try {
            at = head.take(input, from, to);
        } catch (HttpException malformed) {
            HttpException refusal = dialogue.failed(new Fault(Fault.Kind.HEAD, "Error parsing script headers", 1070));
            throw refusal == null ? malformed : refusal;
        }
        if (head.complete()) {
            judge();
        }
        return at;
    }

    /// What the head means for the rest of the answer.
    private void judge() throws HttpException {
        request.response().forbidRanges();
        int status = request.response().status();
        if (head.instead() == NOT_MODIFIED) {
            request.response().status(NOT_MODIFIED);
            discarding = true;
        } else if (head.instead() != 0) {
            throw new HttpException(head.instead(), "");
        } else if (status != OK && dialogue.overrides(status) && request.previous() == null) {
            throw new HttpException(status, "");
        } else if (dialogue.redirects() && head.head().redirect() != null) {
            discarding = true;
        }
    }

    private void complain() {
        complaint.append(new String(input, reader.offset(), reader.length(), StandardCharsets.ISO_8859_1));
        if (reader.pieceEndsRecord()) {
            dialogue.complaint(complaint.toString());
            complaint.setLength(0);
        }
    }

    /// @return whether the connection may be used again
    private boolean conclude() throws HttpException, IOException {
        if (reader.protocolStatus() != 0) {
            throw failure(new Fault(Fault.Kind.REFUSED, "protocol status " + reader.protocolStatus(), 0));
        }
        if (!head.complete()) {
            throw head.ended();
        }
        String location = dialogue.redirects() ? head.head().redirect() : null;
        if (location != null) {
            ScriptRedirect.follow(request, location);
        }
        return true;
    }

    /// Some of what the backend says: a count, END or TIMED_OUT.
    private int receive(long patienceMillis) throws HttpException, IOException {
        if (aside != null) {
            int kept = aside.read(takenAside, input, 0, PIECE);
            if (kept > 0) {
                takenAside += kept;
                return kept;
            }
        }
        if (!asked) {
            // A backend that has just got its request has not answered yet: waiting first saves a look.
            asked = true;
            if (await(Waiter.READABLE, patienceMillis) == Ready.TIMED_OUT) {
                return TIMED_OUT;
            }
        }
        while (true) {
            int n;
            try {
                n = backend.tryRead(input, 0, PIECE);
            } catch (IOException reset) {
                if (FileSystem.errno(reset) == 0) {
                    throw reset;
                }
                return Connection.END;
            }
            if (n != Connection.WOULD_WAIT) {
                return n;
            }
            if (await(Waiter.READABLE, patienceMillis) == Ready.TIMED_OUT) {
                return TIMED_OUT;
            }
        }
    }

    private Ready await(int interest, long millis) throws IOException {
        interests[0] = interest;
        Ready how = waiter.awaitAny(fds, interests, ready, Deadline.inMillis(millis), false);
        if (how == Ready.READY && ready[1] != 0) {
            request.connection().abort();
            request.log().write(LogLevel.INFO, dialogue.module(), 60311, "client left before its answer was complete");
            throw new IOException("the client has left");
        }
        return how;
    }

    /// The refusal for a fault, or, when part of the response is on its way already, the end of the client's connection.
    private HttpException failure(Fault fault) throws IOException {
        HttpException refusal = dialogue.failed(fault);
        if (request.response().committed()) {
            throw new IOException("the backend's answer broke off");
        }
        return refusal;
    }
}
