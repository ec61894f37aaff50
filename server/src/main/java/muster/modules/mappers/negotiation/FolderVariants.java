package muster.modules.mappers.negotiation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import muster.core.DirectorySettings;
import muster.core.FilePath;
import muster.core.FileTag;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Response;
import muster.http.HttpException;
import muster.io.FileStatus;
import muster.io.FileSystem;
import muster.io.Folder;
import muster.log.LogLevel;
import muster.modules.generators.EntityTags;
import muster.modules.http.NameParts;
import org.jspecify.annotations.Nullable;

/// Finds the variants of a resource in its folder: for `page` the files `page.html.en`, `page.txt` and so on, as far as their extensions
/// say something that a choice can depend on.
final class FolderVariants {
    /// The media type of what a program makes.
    static final String PROGRAM_TYPE = "application/x-httpd-cgi";

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int BETWEEN_YIELDS = 1024;

    private final Registry registry;

    FolderVariants(Registry registry) {
        this.registry = registry;
    }

    /// Fills in the variants. A file among them that is a type map takes the place of all others.
    /// @return false if there is no file of such a name
    boolean find(Negotiation negotiation) throws HttpException, IOException {
        Request request = negotiation.request;
        FilePath file = request.file();
        if (file == null || !file.text().startsWith("/")) {
            return false;
        }
        String wanted = file.text().substring(file.text().lastIndexOf('/') + 1);
        List<String> names = names(request, negotiation.folder(), wanted + ".");
        for (String name : names) {
            Request found = request.server().processor().lookUpVariant(request, name);
            if (!isVariant(found, wanted)) {
                continue;
            }
            if (TypeMap.isMap(found)) {
                negotiation.variants = new ArrayList<>();
                TypeMap.read(negotiation, found);
                return !negotiation.variants.isEmpty();
            }
            negotiation.variants.add(variant(name, found));
        }
        if (negotiation.variants.isEmpty() && !names.isEmpty()) {
            request.log().error(Negotiation.MODULE, 687, "Negotiation: discovered file(s) matching request: " + file
                    + " (None could be negotiated).");
            throw new HttpException(NOT_FOUND, "");
        }
        request.variantsTag(tag(request, negotiation.folder()));
        negotiation.variants.sort(Comparator.<Variant>comparingDouble(one -> -one.sourceQuality).thenComparing(one -> one.facts.file()));
        return !negotiation.variants.isEmpty();
    }

    /// The list changes when the folder does.
    private static @Nullable String tag(Request request, String folder) throws IOException {
        FileStatus status = request.server().files().stat(folder);
        FileTag parts = request.get(DirectorySettings.FILE_TAG);
        return status == null || EntityTags.of(parts, status).isEmpty() ? null : EntityTags.ofTime(status);
    }

    private static List<String> names(Request request, String path, String start) throws HttpException, IOException {
        var names = new ArrayList<String>();
        try (Folder folder = open(request, path)) {
            for (int seen = 1; folder.next(); seen++) {
                if (seen % BETWEEN_YIELDS == 0) {
                    Thread.yield();
                }
                if (folder.kind() != Folder.Kind.FOLDER && folder.name().startsWith(start)) {
                    names.add(folder.name());
                }
            }
        }
        return names;
    }

    private static Folder open(Request request, String path) throws HttpException {
        try {
            return request.server().files().openFolder(path);
        } catch (IOException refused) {
            request.log().writeFailure(LogLevel.ERROR, Negotiation.MODULE, 686, FileSystem.errno(refused),
                    "cannot read directory for multi: " + path);
            throw new HttpException(FORBIDDEN, "");
        }
    }

    private boolean isVariant(Request found, String wanted) {
        FileStatus status = found.fileStatus();
        if (status == null || !status.isFile()) {
            return false;
        }
        Response response = found.response();
        if (found.handler() != null && response.contentType() == null) {
            response.contentType(PROGRAM_TYPE); // what it makes is anybody's guess, but it makes something
        }
        NameParts parts = registry.provider(NameParts.class, NameParts.PROVIDER);
        List<String> unclaimed = parts == null ? null : parts.unclaimed(found);
        return unclaimed != null
                && namesAll(wanted, unclaimed)
                && response.status() == OK
                && response.contentType() != null;
    }

    /// Whether a name holds all these parts, in their order.
    static boolean namesAll(String wanted, List<String> parts) {
        int next = 0;
        for (String segment : wanted.split("\\.", -1)) {
            if (next < parts.size() && segment.equals(parts.get(next))) {
                next++;
            }
        }
        return next == parts.size();
    }

    private static Variant variant(String name, Request found) {
        Response response = found.response();
        String charset = response.charset();
        @Nullable String type = response.contentType();
        Variant.Facts facts = new Variant.Facts(
                name,
                found,
                Accepted.type(charset == null ? type + "" : type + "; charset=" + charset),
                response.contentLanguages(),
                response.contentEncoding(),
                "",
                -1,
                0);
        return new Variant(facts);
    }
}
