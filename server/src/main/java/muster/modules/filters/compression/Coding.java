package muster.modules.filters.compression;

import muster.coding.CompressionException;
import muster.coding.Compressor;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// What makes one content coding differ from another.
interface Coding {
    /// Its name in Accept-Encoding and Content-Encoding; with a hyphen before it, the suffix of entity tags.
    String token();

    /// Whom log lines come from: `deflate`.
    String module();

    /// Bodies up to this length are sent as they are, if their end is known before anything is sent; -1 for none.
    int notWorthIt();

    /// A reason not to compress this response, whatever the client accepts; null if there is none.
    @Nullable String obstacle(Request request);

    /// Whether it is compressed even if the client accepts no such thing.
    boolean forced(Request request);

    AlterTag alterTag(Request request);

    Notes notes(Request request);

    /// Whether sizes of zero are noted as `-`.
    boolean emptyAsHyphen();

    /// A compressor for one response.
    Compressor open(Request request) throws CompressionException;

    /// The number of the message that a response was compressed; 0 for none.
    default int doneNumber() {
        return 0;
    }
}
