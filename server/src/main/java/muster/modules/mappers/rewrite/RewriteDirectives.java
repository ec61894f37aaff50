package muster.modules.mappers.rewrite;

import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.Words;
import muster.core.Registry;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.FILE_INFO;

/// The directives of mod_rewrite.
final class RewriteDirectives {
    private static final int MAX_REDIRECTS = 664;

    private RewriteDirectives() {}

    static List<DirectiveType<?>> all(Registry registry) {
        var variables = new RewriteVariables(registry);
        var rules = new RuleLine(variables);
        return List.of(
                everywhere("RewriteEngine", Takes.FLAG, "On or Off to enable or disable (default) the whole rewriting engine")
                        .sets(RewriteSettings.SLOT, (before, line) -> {
                            RewriteSettings here = before.at(line);
                            return here.with(here.now().withEngine(line.flag(0)));
                        }),
                everywhere("RewriteOptions", Takes.EACH, "List of option strings to set")
                        .sets(RewriteSettings.SLOT, (before, line) -> options(before.at(line), line)),
                everywhere("RewriteBase", Takes.ONE, "the base URL of the per-directory context")
                        .sets(RewriteSettings.SLOT, (before, line) -> base(before.at(line), line)),
                everywhere("RewriteCond", Takes.RAW, "an input string and a to be applied regexp-pattern")
                        .sets(RewriteSettings.SLOT, (before, line) -> {
                            RewriteSettings here = before.at(line);
                            Condition condition = ConditionLine.read(line, registry, variables);
                            return ofHost(line)
                                    ? here.with(here.host().with(condition))
                                    : here.with(here.now().with(condition));
                        }),
                everywhere("RewriteRule", Takes.RAW, "an URL-applied regexp-pattern and a substitution URL")
                        .sets(RewriteSettings.SLOT, (before, line) -> {
                            RewriteSettings here = before.at(line);
                            return ofHost(line)
                                    ? here.with(here.host().with(rules.read(line, here.host().pending())))
                                    : here.with(here.now().with(rules.read(line, here.now().pending())));
                        }),
                DirectiveType.named("RewriteMap")
                        .in(SERVER, VIRTUAL_HOST)
                        .takes(Takes.TWO_OR_THREE)
                        .means("a mapname and a filename and options")
                        .sets(RewriteSettings.SLOT, (before, line) -> {
                            RewriteSettings here = before.at(line);
                            return here.with(here.host().with(line.text(0), MapLine.read(line)));
                        }));
    }

    private static DirectiveType.Builder everywhere(String name, Takes takes, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(FILE_INFO)
                .takes(takes)
                .means(meaning);
    }

    /// Whether a line stands at the top of a server: its rules are applied before the URL is mapped.
    private static boolean ofHost(Arguments line) {
        return line.sectionPath().isEmpty();
    }

    private static RewriteSettings options(RewriteSettings before, Arguments line) throws ConfigException {
        RewriteSettings settings = before;
        for (String word : Words.of(line.text(0))) {
            int bit = 0;
            if (word.toLowerCase(Locale.ROOT).startsWith("maxredirects=")) {
                line.warn(
                        MAX_REDIRECTS,
                        "RewriteOptions: MaxRedirects option has been removed in favor of the global"
                                + " LimitInternalRecursion directive and will be ignored.");
            } else {
                bit = RewriteOptions.of(word);
            }
            if (bit < 0) {
                throw line.wrong("RewriteOptions: unknown option '" + word + "'");
            }
            settings = settings.with(settings.now().withOption(bit));
            if (ofHost(line)) {
                settings = settings.with(settings.host().withOption(bit));
            }
        }
        return settings;
    }

    private static RewriteSettings base(RewriteSettings before, Arguments line) throws ConfigException {
        String url = line.text(0);
        if (ofHost(line) && line.context() != Context.HTACCESS) {
            throw line.wrong("RewriteBase: only valid in per-directory config files");
        }
        if (url.isEmpty()) {
            throw line.wrong("RewriteBase: empty URL not allowed");
        }
        if (!url.startsWith("/")) {
            throw line.wrong("RewriteBase: argument is not a valid URL");
        }
        return before.with(before.now().withBase(url));
    }
}
