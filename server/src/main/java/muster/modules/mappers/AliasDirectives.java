package muster.modules.mappers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;
import muster.core.Request;
import muster.expr.Vocabulary;
import muster.http.Status;
import muster.modules.mappers.AliasSettings.Alias;
import muster.modules.mappers.AliasSettings.Moved;
import muster.modules.mappers.AliasSettings.Place;
import muster.modules.mappers.AliasSettings.Redirect;
import muster.modules.mappers.Mapping.Pattern;
import muster.modules.mappers.Mapping.Prefix;
import muster.modules.mappers.Mapping.Substitution;
import org.jspecify.annotations.Nullable;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// The directives of mod_alias.
final class AliasDirectives {
    private static final String CGI_SCRIPT = "cgi-script";
    private static final int MOVED_PERMANENTLY = 301;
    private static final int FOUND = 302;
    private static final int SEE_OTHER = 303;
    private static final int GONE = 410;

    private AliasDirectives() {}

    static List<DirectiveType<?>> all(Vocabulary<Request> vocabulary) {
        var texts = new Texts(vocabulary);
        return List.of(
                alias("Alias", null, texts),
                alias("ScriptAlias", CGI_SCRIPT, texts),
                aliasMatch("AliasMatch", null),
                aliasMatch("ScriptAliasMatch", CGI_SCRIPT),
                redirect(texts, "Redirect", false, Takes.ONE_TO_THREE, FOUND,
                        "an optional status, then document to be redirected and destination URL"),
                redirect(texts, "RedirectMatch", true, Takes.TWO_OR_THREE, FOUND,
                        "an optional status, then a regular expression and destination URL"),
                redirect(texts, "RedirectTemp", false, Takes.TWO, FOUND,
                        "a document to be redirected, then the destination URL"),
                redirect(texts, "RedirectPermanent", false, Takes.TWO, MOVED_PERMANENTLY,
                        "a document to be redirected, then the destination URL"),
                DirectiveType.named("RedirectRelative")
                        .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                        .htaccess(OverrideClass.FILE_INFO)
                        .takes(Takes.FLAG)
                        .means("Set to ON to allow relative redirect targets to be issued as-is")
                        .sets(AliasModule.SETTINGS, (before, words) -> before.withRelative(words.flag(0))),
                DirectiveType.named("AliasPreservePath")
                        .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                        .htaccess(OverrideClass.FILE_INFO)
                        .takes(Takes.FLAG)
                        .means("Set to ON to map the full path after the fakename to the realname.")
                        .sets(AliasModule.SETTINGS, (before, words) -> before.withPreservePath(words.flag(0))));
    }

    private static DirectiveType<AliasSettings> alias(String name, @Nullable String handler, Texts texts) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .takes(Takes.ONE_OR_TWO)
                .means("a fakename and a realname, or a realname in a Location")
                .sets(AliasModule.SETTINGS, (before, words) -> alias(before, words, handler, texts));
    }

    private static DirectiveType<AliasSettings> aliasMatch(String name, @Nullable String handler) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST)
                .takes(Takes.TWO)
                .means("a regular expression and a filename")
                .sets(AliasModule.SETTINGS, (before, words) -> aliasMatch(before, words, handler));
    }

    private static DirectiveType<AliasSettings> redirect(
            Texts texts, String name, boolean pattern, Takes takes, int status, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(OverrideClass.FILE_INFO)
                .takes(takes)
                .means(meaning)
                .sets(AliasModule.SETTINGS, (before, words) -> redirect(before, words, pattern, status, texts));
    }

    private static boolean global(Arguments words) {
        return words.context() == Context.SERVER || words.context() == Context.VIRTUAL_HOST;
    }

    private static AliasSettings alias(
            AliasSettings before, Arguments words, @Nullable String handler, Texts texts) throws ConfigException {
        if (!global(words)) {
            return aliasHere(before, words, handler, texts);
        }
        if (words.count() == 1) {
            throw words.wrong("Alias must have two arguments when used globally");
        }
        var mapping = new Prefix(words.text(0));
        String target = words.path(1);
        var alias = new Alias(
                mapping, new Substitution(target, List.of(target)), withoutSlash(target), handler, words.text(0));
        for (Alias earlier : before.aliases()) {
            if (earlier.mapping().covers(mapping)) {
                words.warn(671, "The " + words.directive() + " directive in " + words.position().file() + " at line "
                        + words.position().line()
                        + " will probably never match because it overlaps an earlier Alias.");
                break;
            }
        }
        return before.plus(alias);
    }

    private static AliasSettings aliasHere(
            AliasSettings before, Arguments words, @Nullable String handler, Texts texts) throws ConfigException {
        if (words.count() == 2) {
            throw words.wrong(words.directive() + " cannot occur within directory context");
        }
        if (!words.section().startsWith("<Location")) {
            throw words.wrong(words.directive() + " cannot occur within " + words.section() + "> section");
        }
        return before.with(new Place(texts.alias(words, words.text(0)), handler, words.location()));
    }

    private static AliasSettings aliasMatch(AliasSettings before, Arguments words, @Nullable String handler)
            throws ConfigException {
        var target = Substitution.of(words.path(1));
        String start = target.literalStart();
        String root = target.pieces().size() == 1 ? start : start.substring(0, Math.max(1, start.lastIndexOf('/')));
        return before.plus(new Alias(pattern(words, words.text(0)), target, withoutSlash(root), handler, ""));
    }

    private static Pattern pattern(Arguments words, String text) throws ConfigException {
        try {
            return new Pattern(words.regex(text, false));
        } catch (ConfigException _) {
            throw words.wrong("Regular expression could not be compiled.");
        }
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /// The first word may be a status; a section's Redirect needs no path of its own.
    private static AliasSettings redirect(
            AliasSettings before, Arguments words, boolean pattern, int otherwise, Texts texts) throws ConfigException {
        var rest = new ArrayList<String>();
        for (int i = 0; i < words.count(); i++) {
            rest.add(words.text(i));
        }
        int status = words.directive().length() > "RedirectMatch".length() ? 0 : status(rest.getFirst());
        if (status != 0) {
            rest.removeFirst();
        } else if (rest.size() == 3) {
            throw words.wrong("Redirect: invalid first argument (of three)");
        } else {
            status = otherwise;
        }
        boolean leads = Status.isRedirect(status) || status == 304;
        if (!global(words) && !pattern && rest.size() == (leads ? 1 : 0)) {
            return before.with(new Moved(leads ? texts.redirect(words, rest.getFirst()) : null, status));
        }
        if (leads && rest.size() < 2) {
            throw words.wrong("URL to redirect to is missing");
        }
        if (!leads && rest.size() > 1) {
            throw words.wrong("Redirect URL not valid for this status");
        }
        return plus(before, words, redirect(words, rest, pattern, status));
    }

    private static Redirect redirect(Arguments words, List<String> rest, boolean pattern, int status)
            throws ConfigException {
        String from = rest.isEmpty() ? "" : rest.getFirst();
        Mapping mapping = pattern ? pattern(words, from) : new Prefix(from);
        if (rest.size() < 2) {
            return new Redirect(mapping, null, status);
        }
        String url = rest.get(1);
        if (!pattern && !AliasModule.isUrl(url) && !url.startsWith("/")) {
            throw words.wrong("Redirect to non-URL");
        }
        return new Redirect(mapping, pattern ? Substitution.of(url) : new Substitution(url, List.of(url)), status);
    }

    private static AliasSettings plus(AliasSettings before, Arguments words, Redirect redirect) {
        return global(words) ? before.plus(redirect) : before.plusInner(redirect);
    }

    /// 0 if the word isn't a status.
    private static int status(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "permanent" -> MOVED_PERMANENTLY;
            case "temp" -> FOUND;
            case "seeother" -> SEE_OTHER;
            case "gone" -> GONE;
            default -> number(word);
        };
    }

    private static int number(String word) {
        int number = 0;
        for (int i = 0; i < word.length(); i++) {
            int digit = word.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > 999) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
