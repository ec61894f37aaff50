package muster.core;

import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;

/// What every server has: the core's directives and hooks. Always loaded, and first.
public final class CoreModule implements Module {
    @Override
    public String name() {
        return "core_module";
    }

    @Override
    public String file() {
        return "core.c";
    }

    @Override
    public void register(Registry registry) {
        ReadDirectives.all().forEach(registry::directive);
        HostDirectives.all().forEach(registry::directive);
        LimitDirectives.all().forEach(registry::directive);
        ContentDirectives.all(registry).forEach(registry::directive);
        others().forEach(registry::directive);
        LogDirectives.register(registry);
        CoreHooks.register(registry);
    }

    private static List<DirectiveType<?>> others() {
        return List.of(
                Declare.global("Mutex")
                        .takes(Takes.EACH)
                        .means("mutex (or \"default\") and mechanism")
                        .hasNoEffect("Processes share nothing that a lock of the system would have to guard")
                        .sets(Declare.WITHOUT_EFFECT, (before, _) -> before),
                Declare.host("GprofDir")
                        .means("Directory to plop gmon.out files")
                        .hasNoEffect("Profiles are taken with JFR")
                        .sets(Declare.WITHOUT_EFFECT, (before, _) -> before),
                Declare.global("UNCList")
                        .takes(Takes.EACH)
                        .means("Controls what UNC hosts may be looked up")
                        .hasNoEffect("There are no such paths on Linux")
                        .sets(Declare.WITHOUT_EFFECT, (before, _) -> before),
                Declare.global("Port")
                        .means("Port was replaced with Listen in Apache 2.0")
                        .sets(Declare.WITHOUT_EFFECT, (_, words) -> {
                            throw words.wrong("Port was replaced with Listen in Apache 2.0");
                        }),
                Declare.host("RegexDefaultOptions")
                        .takes(Takes.EACH)
                        .means("default options for regexes (prefixed by '+' to add, '-' to del)")
                        .sets(Declare.WITHOUT_EFFECT, CoreModule::regexOption));
    }

    private static boolean regexOption(boolean before, Arguments words) throws ConfigException {
        if (!words.regexDefault(words.text(0))) {
            String option = words.text(0).replaceFirst("^[+-]", "");
            throw words.wrong("RegexDefaultOptions: option '" + option + "' unknown");
        }
        return before;
    }
}
