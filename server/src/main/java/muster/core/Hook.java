package muster.core;

import java.io.IOException;
import muster.http.HttpException;

/// A module's part in a [Phase].
@FunctionalInterface
public interface Hook {
    /// Where among the hooks of its phase a hook runs.
    enum Place {
        REALLY_FIRST,
        FIRST,
        MIDDLE,
        LAST,
        REALLY_LAST
    }

    /// @throws HttpException to answer the request with an error (or redirect) now
    /// @throws IOException if the connection or a file fails
    Verdict run(Request request) throws HttpException, IOException;
}
