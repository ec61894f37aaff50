package muster.config;

import java.util.ArrayList;
import java.util.List;
import muster.io.SharedProgram;
import muster.pattern.PatternException;
import muster.pattern.Regex;
import muster.pattern.RegexOptions;

/// What carrying out directives needs besides the directive itself, and what they leave behind for those after them. One
/// reading of a configuration has one.
public final class ConfigContext {
    private final ConfigSource source;
    private final ModuleCatalog modules;
    private final String serverRoot;
    private final List<Warning> warnings = new ArrayList<>();
    private final List<SharedProgram> programs = new ArrayList<>();
    private RegexOptions regexOptions = RegexOptions.DEFAULT;

    public ConfigContext(ConfigSource source, ModuleCatalog modules, String serverRoot) {
        this.source = source;
        this.modules = modules;
        this.serverRoot = serverRoot;
    }

    public ConfigSource source() {
        return source;
    }

    public ModuleCatalog modules() {
        return modules;
    }

    public String serverRoot() {
        return serverRoot;
    }

    public void warn(Warning warning) {
        warnings.add(warning);
    }

    /// A program that children of this configuration may need.
    public void program(SharedProgram program) {
        programs.add(program);
    }

    /// In the order they were declared: the same in the parent and in its children.
    public List<SharedProgram> programs() {
        return List.copyOf(programs);
    }

    public List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    public RegexOptions regexOptions() {
        return regexOptions;
    }

    /// What RegexDefaultOptions says for the patterns after it.
    public void regexOptions(RegexOptions changed) {
        this.regexOptions = changed;
    }

    /// Compiles a pattern of the configuration. In a child, whose parent has compiled it before, that is put off until it is used.
    public Regex regex(String pattern, boolean ignoreCase) throws PatternException {
        RegexOptions options = ignoreCase ? regexOptions.ignoringCase() : regexOptions;
        return source instanceof Snapshot ? Regex.compiledBefore(pattern, options) : Regex.compile(pattern, options);
    }
}
