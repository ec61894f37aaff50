package muster.core;

import java.io.IOException;
import muster.http.HttpException;

/// Makes the response to a request: sets the head on [Request#response()], then writes to [Request#sink()].
@FunctionalInterface
public interface Handler {
    /// @return OK when answered, DECLINED when the next handler should look
    Verdict handle(Request request) throws HttpException, IOException;
}
