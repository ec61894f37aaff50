package muster.core.script;

import java.io.IOException;
import muster.core.NoBody;
import muster.core.Request;
import muster.http.HttpException;

/// A program answers with nothing but a Location (RFC 3875 §6.2.2, §6.2.3).
public final class ScriptRedirect {
    private static final int FOUND = 302;

    private ScriptRedirect() {}

    /// A path leads to another URL of this server, as if it had been asked for with GET; anything else sends the client there.
    /// @throws HttpException 302 for a URL elsewhere
    public static void follow(Request request, String location) throws HttpException, IOException {
        if (!location.startsWith("/")) {
            throw new HttpException(FOUND, "");
        }
        request.method("GET");
        request.headers().remove("Content-Length");
        request.body(NoBody.INSTANCE);
        request.server().processor().redirectInternally(request, location);
    }
}
