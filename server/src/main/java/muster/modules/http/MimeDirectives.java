package muster.modules.http;

import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;
import muster.modules.http.Extension.Aspect;
import muster.modules.http.MimeSettings.Multiviews;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// The directives of mod_mime. All values are taken in lower case, as httpd takes them.
final class MimeDirectives {
    private MimeDirectives() {}

    static List<DirectiveType<?>> all() {
        return List.of(
                TYPES_CONFIG,
                adds("AddType", Aspect.TYPE, "a mime type followed by one or more file extensions"),
                adds("AddEncoding", Aspect.ENCODING, "an encoding (e.g., gzip), followed by one or more file extensions"),
                adds("AddLanguage", Aspect.LANGUAGE, "a language (e.g., fr), followed by one or more file extensions"),
                adds("AddCharset", Aspect.CHARSET, "a charset (e.g., iso-2022-jp), followed by one or more file extensions"),
                adds("AddHandler", Aspect.HANDLER, "a handler name followed by one or more file extensions"),
                adds("AddOutputFilter", Aspect.OUTPUT_FILTER, "output filter name (or ; delimited names) followed by one or more file extensions"),
                adds("AddInputFilter", Aspect.INPUT_FILTER, "input filter name (or ; delimited names) followed by one or more file extensions"),
                removes("RemoveType").sets(
                        MimeModule.SETTINGS, (before, words) -> before.withoutType(extension(words.text(0)))),
                removes("RemoveEncoding", Aspect.ENCODING),
                removes("RemoveLanguage", Aspect.LANGUAGE),
                removes("RemoveCharset", Aspect.CHARSET),
                removes("RemoveHandler", Aspect.HANDLER),
                removes("RemoveOutputFilter", Aspect.OUTPUT_FILTER),
                removes("RemoveInputFilter", Aspect.INPUT_FILTER),
                DEFAULT_LANGUAGE,
                USE_PATH_INFO,
                MULTIVIEWS_MATCH);
    }

    private static final DirectiveType<MimeTypes> TYPES_CONFIG = DirectiveType.named("TypesConfig")
            .in(SERVER)
            .means("the MIME types config file")
            .sets(MimeModule.TYPES, (_, words) -> new MimeTypes(words.read(words.path(0))));

    private static final DirectiveType<MimeSettings> DEFAULT_LANGUAGE = DirectiveType.named("DefaultLanguage")
            .in(SERVER, VIRTUAL_HOST, DIRECTORY)
            .htaccess(OverrideClass.FILE_INFO)
            .means("language to use for documents with no other language file extension")
            .sets(MimeModule.SETTINGS, (before, words) -> before.withDefaultLanguage(words.text(0)));

    private static final DirectiveType<MimeSettings> USE_PATH_INFO = DirectiveType.named("ModMimeUsePathInfo")
            .in(DIRECTORY)
            .takes(Takes.FLAG)
            .means("Set to 'yes' to allow mod_mime to use path info for type checking")
            .sets(MimeModule.SETTINGS, (before, words) -> before.withUsePathInfo(words.flag(0)));

    private static final DirectiveType<MimeSettings> MULTIVIEWS_MATCH = DirectiveType.named("MultiviewsMatch")
            .in(SERVER, VIRTUAL_HOST, DIRECTORY)
            .htaccess(OverrideClass.FILE_INFO)
            .takes(Takes.EACH)
            .means("NegotiatedOnly (default), Handlers and/or Filters, or Any")
            .sets(MimeModule.SETTINGS, (before, words) -> before.withMultiviews(multiviews(before, words)));

    private static DirectiveType<MimeSettings> adds(String name, Aspect aspect, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(OverrideClass.FILE_INFO)
                .takes(Takes.FIRST_AND_EACH)
                .means(meaning)
                .sets(MimeModule.SETTINGS, (before, words) -> before.with(
                        aspect, extension(words.text(1)), words.text(0).toLowerCase(Locale.ROOT)));
    }

    private static DirectiveType<MimeSettings> removes(String name, Aspect aspect) {
        return removes(name)
                .sets(MimeModule.SETTINGS, (before, words) -> before.without(aspect, extension(words.text(0))));
    }

    private static DirectiveType.Builder removes(String name) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(OverrideClass.FILE_INFO)
                .takes(Takes.EACH)
                .means("one or more file extensions");
    }

    private static String extension(String written) {
        return (written.startsWith(".") ? written.substring(1) : written).toLowerCase(Locale.ROOT);
    }

    /// One word of the line: `Handlers` and `Filters` go together, the others stand alone.
    private static Multiviews multiviews(MimeSettings before, Arguments words) throws ConfigException {
        if (words.section().toLowerCase(Locale.ROOT).startsWith("<location")) {
            throw words.wrong("MultiviewsMatch cannot occur within " + words.section() + "> section");
        }
        Multiviews soFar = before.multiviews();
        boolean combines = soFar != null && (soFar.handlers() || soFar.filters());
        boolean alone = soFar != null && !combines;
        String word = words.text(0);
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "any" -> {
                if (combines || alone && !soFar.any()) {
                    throw words.wrong("Any is incompatible with NegotiatedOnly, Filters and Handlers");
                }
                yield new Multiviews(true, false, false);
            }
            case "negotiatedonly" -> {
                if (combines || alone && soFar.any()) {
                    throw words.wrong("NegotiatedOnly is incompatible with Any, Filters and Handlers");
                }
                yield Multiviews.NEGOTIATED_ONLY;
            }
            case "filters", "handlers" -> {
                boolean filters = word.equalsIgnoreCase("filters");
                if (alone) {
                    throw words.wrong((filters ? "Filters" : "Handlers") + " is incompatible with Any and NegotiatedOnly");
                }
                yield new Multiviews(
                        false, !filters || combines && soFar.handlers(), filters || combines && soFar.filters());
            }
            default -> throw words.wrong("Unrecognized option '" + word + "'");
        };
    }
}
