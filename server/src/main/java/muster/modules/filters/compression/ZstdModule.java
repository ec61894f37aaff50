package muster.modules.filters.compression;

import java.util.List;
import muster.coding.Zstandard;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.BodySink;
import muster.core.Filter;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;

import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_zstd: the output filter ZSTD_COMPRESS (RFC 8878). httpd has no such module; its directives are named as mod_brotli's are.
public final class ZstdModule implements Module {
    static final String NAME = "zstd";

    @Override
    public String name() {
        return "zstd_module";
    }

    @Override
    public String file() {
        return "mod_zstd.c";
    }

    @Override
    public void register(Registry registry) {
        var zstd = new ZstdCoding();
        directives().forEach(registry::directive);
        registry.filter("ZSTD_COMPRESS", Filter.Kind.CONTENT, (request, next) -> attach(zstd, request, next));
        registry.hook(Phase.FIXUPS, Hook.Place.LAST, request -> {
            KnownTags.complete(request, zstd);
            return Verdict.OK;
        });
    }

    private static BodySink attach(Coding zstd, Request request, BodySink next) {
        String missing = Zstandard.missing();
        if (missing == null) {
            return new CompressionSink(zstd, request, next);
        }
        request.log().error(NAME, 60302, "ZSTD_COMPRESS can't work: " + missing);
        return next;
    }

    private static DirectiveType.Builder host(String name, String meaning) {
        return DirectiveType.named(name).in(SERVER, VIRTUAL_HOST).means(meaning);
    }

    private static List<DirectiveType<?>> directives() {
        return List.of(
                host("ZstdFilterNote", "Set a note to report on compression ratio")
                        .takes(Takes.ONE_OR_TWO)
                        .sets(ZstdSettings.SLOT, (before, words) -> new ZstdSettings(
                                before.level(), before.window(), before.alterTag(), Notes.read(before.notes(), words, "Unknown ZstdFilterNote type '%s'"))),
                host("ZstdCompressionLevel", "Compression level between 1 and 19 (higher is smaller and slower)")
                        .sets(ZstdSettings.SLOT, (before, words) -> new ZstdSettings(
                                Numbers.within(words, 1, 19, "ZstdCompressionLevel must be between 1 and 19"),
                                before.window(),
                                before.alterTag(),
                                before.notes())),
                host("ZstdCompressionWindow", "Window size as a power of two, between 10 and 23")
                        .sets(ZstdSettings.SLOT, (before, words) -> new ZstdSettings(
                                before.level(),
                                Numbers.within(words, 10, 23, "ZstdCompressionWindow must be between 10 and 23"),
                                before.alterTag(),
                                before.notes())),
                host("ZstdAlterETag", "How entity tags change: 'AddSuffix' (default), 'NoChange', 'Remove'")
                        .sets(ZstdSettings.SLOT, (before, words) -> new ZstdSettings(
                                before.level(),
                                before.window(),
                                AlterTag.read(words, "ZstdAlterETag accepts only 'AddSuffix', 'NoChange' and 'Remove'"),
                                before.notes())));
    }
}
