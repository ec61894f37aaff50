package muster.modules.http;

import java.util.List;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// What content negotiation asks about a file's name: which of its parts say nothing about the file, so that a request must name
/// them. mod_mime provides it under [#PROVIDER].
@FunctionalInterface
public interface NameParts {
    String PROVIDER = "mime";

    /// The base name first, then the extensions nobody knows, as written; null if no extension says anything at all.
    @Nullable List<String> unclaimed(Request file);
}
