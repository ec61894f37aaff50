package muster.modules.mappers.negotiation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.core.FilePath;
import muster.core.Request;
import muster.io.FileStatus;
import org.jspecify.annotations.Nullable;

/// One negotiation: what the client accepts, and what there is.
final class Negotiation {
    static final String MODULE = "negotiation";

    final Request request;
    final NegotiationSettings settings;
    /// Null where the client sent no such field.
    final @Nullable List<Accepted> encodings;
    final @Nullable List<Accepted> languages;
    final @Nullable List<Accepted> charsets;
    /// With what is added to make programs acceptable; see [#acceptTypes].
    List<Accepted> types = List.of();
    private final @Nullable List<Accepted> saidTypes;
    /// Whether any media type has a weight of its own.
    final boolean weighted;
    List<Variant> variants = new ArrayList<>();

    /// Whether this is negotiated as RFC 2295 has it: caches may choose themselves.
    boolean transparent;
    Negotiate negotiate = Negotiate.SERVER_DRIVEN;

    Negotiation(Request request) {
        this.request = request;
        this.settings = request.get(NegotiationSettings.SLOT);
        var fields = request.headers();
        this.saidTypes = Accepted.all(fields.joined("Accept"));
        this.encodings = Accepted.all(fields.joined("Accept-Encoding"));
        this.languages = Accepted.all(fields.joined("Accept-Language"));
        this.charsets = Accepted.all(fields.joined("Accept-Charset"));
        this.weighted = saidTypes != null && saidTypes.stream().anyMatch(type -> type.quality() < 1);
    }

    /// Completes the media types: without any, everything is acceptable; programs always are, and are wanted most where the request
    /// looks like one for a program.
    void acceptTypes(boolean preferPrograms) {
        var all = new ArrayList<Accepted>();
        if (saidTypes == null) {
            all.add(new Accepted("*/*", 1, 0, ""));
        } else {
            all.addAll(saidTypes);
        }
        float quality = negotiate.remote() ? 0 : preferPrograms ? 2 : 0.001f;
        all.add(new Accepted(FolderVariants.PROGRAM_TYPE, quality, 0, ""));
        types = all;
    }

    /// Whether Accept fields may be read between the lines: not if the client knows about negotiation.
    boolean mayGuess() {
        return !negotiate.strict();
    }

    /// The folder that variants are in, with a slash at its end.
    String folder() {
        FilePath file = request.file();
        return file == null ? "/" : file.text().substring(0, file.text().lastIndexOf('/') + 1);
    }

    long lengthOf(Variant.Facts facts) {
        Request found = facts.found();
        FileStatus status = found == null ? null : found.fileStatus();
        if (status == null) {
            try {
                status = request.server().files().stat(folder() + facts.file());
            } catch (IOException _) {
                return -1;
            }
        }
        return status == null ? -1 : status.size();
    }
}
