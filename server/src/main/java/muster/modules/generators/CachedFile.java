package muster.modules.generators;

import muster.core.FileTag;
import muster.core.Request;
import muster.http.HttpDate;
import muster.io.FileStatus;
import muster.io.FileSystem.Links;

/// A small file's content, and the header fields that go with it. Immutable but for its mark.
final class CachedFile {
    final String path;
    final FileStatus status;
    final byte[] content;
    final String lastModified;
    /// The strong entity tag for [#tagParts]; empty for none.
    final String tag;
    private final FileTag tagParts;
    private final String root;
    private final Links links;
    /// Used since [FileCache] looked last. Races don't matter: it is a hint.
    boolean used;

    /// @param root below which it was opened, following `links`
    CachedFile(String path, String root, Links links, FileStatus status, byte[] content, FileTag tagParts) {
        this.path = path;
        this.root = root;
        this.links = links;
        this.status = status;
        this.content = content;
        this.tagParts = tagParts;
        this.lastModified = HttpDate.format(status.modifiedSeconds());
        this.tag = tagParts.has(FileTag.DIGEST)
                ? '"' + ContentDigest.SHA_1.of(content) + '"'
                : EntityTags.of(tagParts, status);
    }

    /// As below, for the file of a request.
    boolean serves(Request request, FileStatus now, FileTag parts) {
        Links allowed = request.links();
        return serves(now, allowed == Links.ALL ? "" : request.linksBelow(), allowed, parts);
    }

    /// Whether it may stand for the file that is at its path now.
    /// @param now what a look at the path has just said
    /// @param allowed which links the request may follow: what was opened under a stricter rule will do
    boolean serves(FileStatus now, String below, Links allowed, FileTag parts) {
        return status.sameContent(now)
                && (allowed == Links.ALL || links.compareTo(allowed) <= 0 && root.equals(below))
                && (tagParts == parts || tagParts.parts() == parts.parts());
    }
}
