package muster.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `ErrorLogFormat`: formats as written, not yet compiled.
///
/// @param main null for httpd's own default
/// @param connection lines that come once before a connection's first message
/// @param request lines that come once before a request's first message
public record ErrorLogFormats(@Nullable String main, List<String> connection, List<String> request) {
    public static final ErrorLogFormats UNSET = new ErrorLogFormats(null, List.of(), List.of());

    /// An inner host's formats, each kind replacing the outer's.
    public static ErrorLogFormats merge(ErrorLogFormats outer, ErrorLogFormats inner) {
        return new ErrorLogFormats(
                inner.main == null ? outer.main : inner.main,
                inner.connection.isEmpty() ? outer.connection : inner.connection,
                inner.request.isEmpty() ? outer.request : inner.request);
    }
}
