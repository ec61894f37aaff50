package muster.openssl;

import java.io.IOException;
import java.util.List;

/// OpenSSL refused something.
public final class OpenSslException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int REASON_BITS = 23;
    private static final long SYSTEM_FLAG = 1L << 31;

    private final transient List<String> errors;
    private final long code;

    /// @param code the first error's, 0 if there is none
    /// @param errors what the queue held, oldest first
    OpenSslException(String what, long code, List<String> errors) {
        super(errors.isEmpty() ? what : what + ": " + String.join("; ", errors));
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    /// The library's own lines: `error:0A00009C:SSL routines::http request`.
    public List<String> errors() {
        return errors;
    }

    /// The first error's reason, such as [#HTTP_REQUEST]; 0 if there is none.
    public int reason() {
        return (code & SYSTEM_FLAG) != 0 ? 0 : (int) (code & (1 << REASON_BITS) - 1);
    }

    /// The client speaks plain HTTP (SSL_R_HTTP_REQUEST).
    public static final int HTTP_REQUEST = 156;
}
