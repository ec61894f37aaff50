package muster.modules.core;

import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Module;
import muster.core.Registry;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_macro: lines of the configuration that are written once and used many times. Its directives are carried out by the reader of
/// the configuration ([muster.config]), where this module is loaded.
public final class MacroModule implements Module {
    private static final ConfigSlot<Boolean> NOTHING = ConfigSlot.directoryValue("Macro", false);

    @Override
    public String name() {
        return "macro_module";
    }

    @Override
    public String file() {
        return "mod_macro.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(directive("<Macro", Takes.RAW, "Beginning of a macro definition section."));
        registry.directive(directive("Use", Takes.RAW, "Use of a macro."));
        registry.directive(directive("UndefMacro", Takes.ONE, "Remove a macro definition."));
        registry.directive(directive(
                "MacroIgnoreEmptyArgs", Takes.NONE, "Globally ignore warnings about empty arguments."));
        registry.directive(directive(
                "MacroIgnoreBadNesting", Takes.NONE, "Globally ignore warnings about bad nesting."));
    }

    private static DirectiveType<Boolean> directive(String name, Takes takes, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess()
                .takes(takes)
                .means(meaning)
                .sets(NOTHING, (before, _) -> before);
    }
}
