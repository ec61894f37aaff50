package muster.modules.session;

import java.io.IOException;
import muster.core.BodySink;
import muster.core.Request;
import muster.core.Response;
import muster.io.OpenFile;
import org.jspecify.annotations.Nullable;

/// Stores the sessions of a request, and of what it was redirected to, when the first byte of the response passes by: the handler has
/// had its say, and a cookie can still be set.
final class SessionSink implements BodySink {
    private final Sessions sessions;
    private final Request request;
    private final BodySink next;
    private boolean done;

    SessionSink(Sessions sessions, Request request, BodySink next) {
        this.sessions = sessions;
        this.request = request;
        this.next = next;
    }

    private BodySink stored() {
        if (!done) {
            done = true;
            Request main = request.main();
            for (Request one = main == null ? request : main; one != null; one = one.next()) {
                store(one);
            }
        }
        return next;
    }

    private void store(Request one) {
        Session session = sessions.load(one);
        if (session == null || session.isWritten()) {
            return;
        }
        String changes = changes(one);
        if (changes != null) {
            session.touch();
            SessionForm.decode(session, changes);
        }
        sessions.save(one, session);
    }

    /// What the handler says in the field that SessionHeader names; the client isn't told.
    private static @Nullable String changes(Request one) {
        String name = one.get(SessionSettings.SLOT).header();
        if (name == null) {
            return null;
        }
        Response response = one.response();
        String value = response.errorHeaders().get(name);
        value = value == null ? response.headers().get(name) : value;
        if (value != null) {
            response.errorHeaders().remove(name);
            response.headers().remove(name);
        }
        return value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stored().write(bytes, offset, length);
    }

    @Override
    public void writeFile(OpenFile file, long offset, long length) throws IOException {
        stored().writeFile(file, offset, length);
    }

    @Override
    public void flush() throws IOException {
        stored().flush();
    }

    @Override
    public void end() throws IOException {
        stored().end();
    }
}
