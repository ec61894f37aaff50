package muster.modules.filters.substitute;

import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Filter;
import muster.core.Module;
import muster.core.Registry;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.FILE_INFO;

/// mod_substitute: the output filter SUBSTITUTE, and `Substitute s/from/to/`.
public final class SubstituteModule implements Module {
    static final String NAME = "substitute";
    static final ConfigSlot<SubstituteSettings> SETTINGS =
            ConfigSlot.directory("mod_substitute", SubstituteSettings.UNSET, SubstituteSettings::merge);

    @Override
    public String name() {
        return "substitute_module";
    }

    @Override
    public String file() {
        return "mod_substitute.c";
    }

    @Override
    public void register(Registry registry) {
        directives().forEach(registry::directive);
        registry.filter("SUBSTITUTE", Filter.Kind.RESOURCE, SubstituteSink::new);
    }

    private static DirectiveType.Builder directive(String name, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(FILE_INFO)
                .means(meaning);
    }

    private static List<DirectiveType<?>> directives() {
        return List.of(
                directive("Substitute", "Pattern to filter the response content (s/foo/bar/[inf])")
                        .sets(SETTINGS, (before, words) -> before.plus(Substitution.read(words))),
                directive("SubstituteMaxLineLength", "Maximum line length")
                        .sets(SETTINGS, (before, words) -> new SubstituteSettings(
                                before.substitutions(), length(words), before.inheritBefore())),
                directive(
                                "SubstituteInheritBefore",
                                "Apply inherited patterns before those of the current context")
                        .takes(Takes.FLAG)
                        .sets(SETTINGS, (before, words) -> new SubstituteSettings(
                                before.substitutions(), before.most(), words.flag(0))));
    }

    private static long length(Arguments words) throws ConfigException {
        String text = words.text(0);
        if (!text.matches("\\+?\\d{1,10}[bBkKmMgG]?")) {
            throw words.wrong("SubstituteMaxLineLength must be a non-negative integer optionally suffixed with 'b',"
                    + " 'k', 'm' or 'g'.");
        }
        int digits = text.length();
        int shift = switch (Character.toLowerCase(text.charAt(digits - 1))) {
            case 'b' -> 0;
            case 'k' -> 10;
            case 'm' -> 20;
            case 'g' -> 30;
            default -> -1;
        };
        return shift < 0 ? Long.parseLong(text) : Long.parseLong(text.substring(0, digits - 1)) << shift;
    }
}
