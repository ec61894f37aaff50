package muster.modules.filters.compression;

import muster.coding.Brotli;
import muster.coding.CompressionException;
import muster.coding.Compressor;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// mod_brotli's coding.
final class BrotliCoding implements Coding {
    private static BrotliSettings settings(Request request) {
        return request.host().settings().get(BrotliSettings.SLOT);
    }

    @Override
    public String token() {
        return "br";
    }

    @Override
    public String module() {
        return BrotliModule.NAME;
    }

    @Override
    public int notWorthIt() {
        return -1;
    }

    @Override
    public @Nullable String obstacle(Request request) {
        return request.environment().has("no-brotli") ? "no-brotli" : null;
    }

    @Override
    public boolean forced(Request request) {
        return false;
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
        return false;
    }

    @Override
    public Compressor open(Request request) throws CompressionException {
        BrotliSettings settings = settings(request);
        return new Brotli(settings.quality(), settings.window(), settings.block());
    }
}
