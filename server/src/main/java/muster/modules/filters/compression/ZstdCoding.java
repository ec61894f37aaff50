package muster.modules.filters.compression;

import muster.coding.CompressionException;
import muster.coding.Compressor;
import muster.coding.Zstandard;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// mod_zstd's coding.
final class ZstdCoding implements Coding {
    /// Frame header and checksum, and 50 bytes for Content-Encoding, Vary and the entity tag's suffix.
    private static final int OVERHEAD = 64;

    private static ZstdSettings settings(Request request) {
        return request.host().settings().get(ZstdSettings.SLOT);
    }

    @Override
    public String token() {
        return "zstd";
    }

    @Override
    public String module() {
        return ZstdModule.NAME;
    }

    @Override
    public int notWorthIt() {
        return OVERHEAD;
    }

    @Override
    public @Nullable String obstacle(Request request) {
        return request.environment().has("no-zstd") ? "no-zstd" : null;
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
        ZstdSettings settings = settings(request);
        return new Zstandard(settings.level(), settings.window());
    }
}
