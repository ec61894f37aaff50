package muster.modules.filters.compression;

import java.util.List;
import muster.coding.Brotli;
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

/// mod_brotli: the output filter BROTLI_COMPRESS. On a machine without the library it changes nothing.
public final class BrotliModule implements Module {
    static final String NAME = "brotli";

    @Override
    public String name() {
        return "brotli_module";
    }

    @Override
    public String file() {
        return "mod_brotli.c";
    }

    @Override
    public void register(Registry registry) {
        var brotli = new BrotliCoding();
        directives().forEach(registry::directive);
        registry.filter("BROTLI_COMPRESS", Filter.Kind.CONTENT, (request, next) -> attach(brotli, request, next));
        registry.hook(Phase.FIXUPS, Hook.Place.LAST, request -> {
            KnownTags.complete(request, brotli);
            return Verdict.OK;
        });
    }

    private static BodySink attach(Coding brotli, Request request, BodySink next) {
        String missing = Brotli.missing();
        if (missing == null) {
            return new CompressionSink(brotli, request, next);
        }
        request.log().error(NAME, 60301, "BROTLI_COMPRESS can't work: " + missing);
        return next;
    }

    private static DirectiveType.Builder host(String name, String meaning) {
        return DirectiveType.named(name).in(SERVER, VIRTUAL_HOST).means(meaning);
    }

    private static List<DirectiveType<?>> directives() {
        return List.of(
                host("BrotliFilterNote", "Set a note to report on compression ratio")
                        .takes(Takes.ONE_OR_TWO)
                        .sets(BrotliSettings.SLOT, (before, words) -> before.with(Notes.read(before.notes(), words, "Unknown BrotliFilterNote type '%s'"))),
                host(
                                "BrotliCompressionQuality",
                                "Compression quality between 0 and 11 (higher quality means slower compression)")
                        .sets(BrotliSettings.SLOT, (before, words) -> new BrotliSettings(
                                Numbers.within(words, 0, 11, "BrotliCompressionQuality must be between 0 and 11"),
                                before.window(),
                                before.block(),
                                before.alterTag(),
                                before.notes())),
                host(
                                "BrotliCompressionWindow",
                                "Sliding window size between 10 and 24 (larger windows can improve compression, but require more"
                                        + " memory)")
                        .sets(BrotliSettings.SLOT, (before, words) -> new BrotliSettings(
                                before.quality(),
                                Numbers.within(words, 10, 24, "BrotliCompressionWindow must be between 10 and 24"),
                                before.block(),
                                before.alterTag(),
                                before.notes())),
                host(
                                "BrotliCompressionMaxInputBlock",
                                "Maximum input block size between 16 and 24 (larger block sizes require more memory)")
                        .sets(BrotliSettings.SLOT, (before, words) -> new BrotliSettings(
                                before.quality(),
                                before.window(),
                                Numbers.within(
                                        words, 16, 24, "BrotliCompressionMaxInputBlock must be between 16 and 24"),
                                before.alterTag(),
                                before.notes())),
                host(
                                "BrotliAlterETag",
                                "Set how mod_brotli should modify ETag response headers: 'AddSuffix' (default), 'NoChange',"
                                        + " 'Remove'")
                        .sets(BrotliSettings.SLOT, (before, words) -> before.with(AlterTag.read(
                                words, "BrotliAlterETag accepts only 'AddSuffix', 'NoChange' and 'Remove'"))));
    }
}
