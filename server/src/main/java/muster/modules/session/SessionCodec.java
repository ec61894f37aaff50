package muster.modules.session;

import java.io.IOException;
import muster.core.Request;

/// Changes the form in which sessions are stored, such as encryption. A module offers its own with
/// `registry.provider(SessionCodec.class, SessionCodec.CRYPTO, ...)`.
public interface SessionCodec {
    String CRYPTO = "crypto";

    /// @param text never empty
    /// @throws IOException if it can't be done; why has been logged
    String encode(Request request, String text) throws IOException;

    /// @throws IOException if it can't be done; why has been logged
    String decode(Request request, String text) throws IOException;
}
