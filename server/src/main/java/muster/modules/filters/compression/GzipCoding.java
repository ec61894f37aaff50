package muster.modules.filters.compression;

import muster.coding.CompressionException;
import muster.coding.Compressor;
import muster.coding.Gzip;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// mod_deflate's coding, with the variables that browsers of the last century made necessary.
final class GzipCoding implements Coding {
    /// A gzip header and trailer, and 50 bytes for Content-Encoding, Vary and the entity tag's suffix.
    private static final int OVERHEAD = 68;

    private final Gzip gzip = new Gzip();

    private static DeflateSettings settings(Request request) {
        return request.host().settings().get(DeflateSettings.SLOT);
    }

    @Override
    public String token() {
        return "gzip";
    }

    @Override
    public String module() {
        return DeflateModule.NAME;
    }

    @Override
    public int notWorthIt() {
        return OVERHEAD;
    }

    @Override
    public @Nullable String obstacle(Request request) {
        if (request.environment().has("no-gzip")) {
            return "no-gzip";
        }
        String type = request.response().contentType();
        boolean html = type != null && type.startsWith("text/html");
        return !html && "1".equals(request.environment().get("gzip-only-text/html")) ? "gzip-only-text/html" : null;
    }

    @Override
    public boolean forced(Request request) {
        return request.environment().has("force-gzip");
    }

    @Override
    public AlterTag alterTag(Request request) {
        return settings(request).alterTag();
    }

    @Override
    public Notes notes(Request request) {
        return settings(request).notes();
    }

    @Override
    public boolean emptyAsHyphen() {
        return true;
    }

    @Override
    public int doneNumber() {
        return 1384;
    }

    @Override
    public Compressor open(Request request) throws CompressionException {
        DeflateSettings settings = settings(request);
        return gzip.compressor(settings.level(), settings.window(), settings.memory(), settings.buffer());
    }
}
