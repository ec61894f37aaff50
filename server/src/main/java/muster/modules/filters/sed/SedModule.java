package muster.modules.filters.sed;

import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.core.Filter;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;

import static muster.config.Context.DIRECTORY;

/// mod_sed: the filter `Sed`, on both ways. Commands are Solaris sed's, as httpd's are; `w` is refused, since it would let anybody who
/// asks for a page write to a file.
public final class SedModule implements Module {
    static final String NAME = "sed";
    static final ConfigSlot<SedSettings> SETTINGS = ConfigSlot.directoryValue("mod_sed", SedSettings.NONE);

    @Override
    public String name() {
        return "sed_module";
    }

    @Override
    public String file() {
        return "mod_sed.c";
    }

    @Override
    public void register(Registry registry) {
        directives().forEach(registry::directive);
        registry.filter("Sed", Filter.Kind.RESOURCE, SedSink::attach);
        registry.inputFilter("Sed", Filter.Kind.RESOURCE, SedBody::attach);
    }

    private static List<DirectiveType<?>> directives() {
        return List.of(
                DirectiveType.named("OutputSed")
                        .in(DIRECTORY)
                        .means("Sed regular expression for Response")
                        .sets(SETTINGS, (before, words) ->
                                new SedSettings(plus(before.output(), words), before.input())),
                DirectiveType.named("InputSed")
                        .in(DIRECTORY)
                        .means("Sed regular expression for Request")
                        .sets(SETTINGS, (before, words) ->
                                new SedSettings(before.output(), plus(before.input(), words))));
    }

    private static Script plus(Script before, Arguments words) throws ConfigException {
        try {
            return ScriptReader.plus(before, words.text(0), pattern -> words.regex(pattern, false));
        } catch (ScriptException wrong) {
            throw words.wrong("Failed to compile sed expression. " + wrong.getMessage());
        }
    }

    static void log(Request request, SedException failed) {
        String message = failed.getMessage();
        if (message != null && !message.isEmpty()) {
            request.log().error(NAME, 2998, message);
        }
    }
}
