package muster.modules.mappers;

import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Builder;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// The directives of mod_dir.
final class DirDirectives {
    private DirDirectives() {}

    static List<DirectiveType<?>> all() {
        return List.of(
                named("FallbackResource")
                        .means("Set a default handler")
                        .sets(DirModule.SETTINGS, (before, words) -> before.withFallback(fallback(words.text(0)))),
                named("DirectoryIndex")
                        .takes(Takes.MANY)
                        .means("a list of file names")
                        .sets(DirModule.SETTINGS, DirDirectives::index),
                named("DirectorySlash")
                        .takes(Takes.FLAG)
                        .means("On or Off")
                        .sets(DirModule.SETTINGS, (before, words) -> before.withSlash(words.flag(0))),
                named("DirectoryCheckHandler")
                        .takes(Takes.FLAG)
                        .means("On or Off")
                        .sets(DirModule.SETTINGS, (before, words) -> before.withCheckHandler(words.flag(0))),
                named("DirectoryIndexRedirect")
                        .means("On, Off, or a 3xx status code.")
                        .sets(DirModule.SETTINGS, (before, words) -> before.withIndexRedirect(redirect(words))));
    }

    private static Builder named(String name) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(OverrideClass.INDEXES);
    }

    private static String fallback(String url) {
        return url.equalsIgnoreCase("disabled") ? "" : url;
    }

    /// Lines of one section add up; `disabled` alone switches the index off, as no name at all does.
    private static DirSettings index(DirSettings before, Arguments words) {
        if (words.count() == 1 && words.text(0).equalsIgnoreCase("disabled")) {
            return before.withoutIndex();
        }
        DirSettings after = before.index() == null ? before.withoutIndex() : before;
        for (int i = 0; i < words.count(); i++) {
            after = after.withIndex(words.text(i));
        }
        return after;
    }

    private static int redirect(Arguments words) throws ConfigException {
        return switch (words.text(0).toLowerCase(Locale.ROOT)) {
            case "off" -> 0;
            case "on", "temp" -> 302;
            case "seeother" -> 303;
            case "permanent" -> 301;
            default -> status(words);
        };
    }

    private static int status(Arguments words) throws ConfigException {
        int status;
        try {
            status = Integer.parseInt(words.text(0));
        } catch (NumberFormatException _) {
            throw words.wrong("DirectoryIndexRedirect ON|OFF|permanent|temp|seeother|3xx");
        }
        if (status < 300 || status > 399) {
            throw words.wrong("DirectoryIndexRedirect only accepts values between 300 and 399");
        }
        return status;
    }
}
