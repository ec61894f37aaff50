package muster.modules.filters.compression;

import java.util.List;
import muster.coding.Gzip;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Filter;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Verdict;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_deflate: the output filter DEFLATE compresses responses with gzip, the input filter DEFLATE unpacks requests, and the output
/// filter INFLATE unpacks responses.
public final class DeflateModule implements Module {
    static final String NAME = "deflate";

    @Override
    public String name() {
        return "deflate_module";
    }

    @Override
    public String file() {
        return "mod_deflate.c";
    }

    @Override
    public void register(Registry registry) {
        var gzip = new GzipCoding();
        server().forEach(registry::directive);
        limits().forEach(registry::directive);
        registry.filter("DEFLATE", Filter.Kind.CONTENT, (request, next) -> new CompressionSink(gzip, request, next));
        registry.filter("INFLATE", Filter.Kind.PREPARING, GunzipSink::attach);
        registry.inputFilter("DEFLATE", Filter.Kind.CONTENT, GunzipBody::attach);
        registry.hook(Phase.FIXUPS, Hook.Place.LAST, request -> {
            KnownTags.complete(request, gzip);
            return Verdict.OK;
        });
    }

    private static DirectiveType.Builder host(String name, String meaning) {
        return DirectiveType.named(name).in(SERVER, VIRTUAL_HOST).means(meaning);
    }

    private static List<DirectiveType<?>> server() {
        return List.of(
                host("DeflateFilterNote", "Set a note to report on compression ratio")
                        .takes(Takes.ONE_OR_TWO)
                        .sets(DeflateSettings.SLOT, (before, words) -> before.with(Notes.read(before.notes(), words, "Unknown note type %s"))),
                host("DeflateWindowSize", "Set the Deflate window size (1-15)")
                        .sets(DeflateSettings.SLOT, (before, words) -> before.withWindow(
                                Numbers.within(words, 1, 15, "DeflateWindowSize must be between 1 and 15"))),
                host("DeflateBufferSize", "Set the Deflate Buffer Size")
                        .sets(DeflateSettings.SLOT, (before, words) -> before.withBuffer(Numbers.within(
                                words, 1, Integer.MAX_VALUE, "DeflateBufferSize should be positive"))),
                host("DeflateMemLevel", "Set the Deflate Memory Level (1-9)")
                        .sets(DeflateSettings.SLOT, (before, words) -> before.withMemory(
                                Numbers.within(words, 1, 9, "DeflateMemLevel must be between 1 and 9"))),
                host("DeflateCompressionLevel", "Set the Deflate Compression Level (1-9)")
                        .sets(DeflateSettings.SLOT, (before, words) -> {
                            String missing = Gzip.missing();
                            if (missing != null) {
                                throw words.wrong("DEFLATE can't work: " + missing);
                            }
                            return before.withLevel(
                                    Numbers.within(words, 1, 9, "Compression Level must be between 1 and 9"));
                        }),
                host(
                                "DeflateAlterEtag",
                                "Set how mod_deflate should modify ETAG response headers: 'AddSuffix' (default), 'NoChange'"
                                        + " (2.2.x behavior), 'Remove'")
                        .sets(DeflateSettings.SLOT, (before, words) -> before.with(AlterTag.read(
                                words, "DeflateAlterETAG accepts only 'NoChange', 'AddSuffix', and 'Remove'"))));
    }

    private static DirectiveType.Builder anywhere(String name, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess()
                .means(meaning);
    }

    private static List<DirectiveType<?>> limits() {
        return List.of(
                anywhere("DeflateInflateLimitRequestBody", "Set a limit on size of inflated input")
                        .sets(Ratio.SLOT, (before, words) -> new Ratio(bytes(words), before.limit(), before.burst())),
                anywhere(
                                "DeflateInflateRatioLimit",
                                "Set the inflate ratio limit above which inflation is aborted (default: 200)")
                        .sets(Ratio.SLOT, (before, words) -> new Ratio(
                                before.most(),
                                Numbers.within(
                                        words, 1, Integer.MAX_VALUE, "DeflateInflateRatioLimit must be positive"),
                                before.burst())),
                anywhere(
                                "DeflateInflateRatioBurst",
                                "Set the maximum number of following inflate ratios above limit (default: 3)")
                        .sets(Ratio.SLOT, (before, words) -> new Ratio(
                                before.most(),
                                before.limit(),
                                Numbers.within(
                                        words, 1, Integer.MAX_VALUE, "DeflateInflateRatioBurst must be positive"))));
    }

    private static long bytes(Arguments words) throws ConfigException {
        String text = words.text(0);
        if (!text.matches("[+-]?\\d{1,18}")) {
            throw words.wrong(
                    text.matches("[+-]?\\d{19,}")
                            ? "DeflateInflateLimitRequestBody is not parsable."
                            : "DeflateInflateLimitRequestBody requires a non-negative integer.");
        }
        long value = Long.parseLong(text);
        if (value < 0) {
            throw words.wrong("DeflateInflateLimitRequestBody requires a non-negative integer.");
        }
        return value;
    }
}
