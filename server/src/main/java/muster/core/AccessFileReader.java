package muster.core;

import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigContext;
import muster.config.ConfigException;
import muster.config.ConfigReader;
import muster.config.ConfigTree;
import muster.config.Directive;
import muster.config.DirectiveRunner;
import muster.config.DiskSource;
import muster.config.ModuleCatalog;
import muster.config.Position;
import muster.config.Scope;
import muster.config.Settings;
import muster.config.StartOptions;
import muster.config.Warning;
import muster.pattern.RegexOptions;

/// Makes settings of the text of an `.htaccess` file, under what AllowOverride lets it say.
///
/// @param known the server's own configuration, whose definitions hold in these files
/// @param patterns what RegexDefaultOptions says at its end
public record AccessFileReader(
        ConfigTree known, StartOptions options, ModuleCatalog modules, Registry registry, RegexOptions patterns) {
    /// In bytes: far more than anybody writes, and little enough to be read while a client waits.
    static final int LARGEST = 4 << 20;

    /// @param folder with a slash at its end
    /// @param file the file's whole path
    AccessFile read(String folder, String file, byte[] content, Overrides allowed) {
        if (content.length > LARGEST) {
            return AccessFile.wrong(section(file, Settings.NONE, List.of()), "it has more than " + LARGEST + " bytes", List.of());
        }
        // A source of its own: what it remembers of the disk is forgotten with this reading.
        var source = new DiskSource(options);
        var context = new ConfigContext(source, modules, known.serverRoot());
        context.regexOptions(patterns);
        var scope = Scope.htaccess(folder, allowed);
        var warnings = new ArrayList<Warning>();
        try {
            List<Directive> directives = ConfigReader.htaccess(file, content, known, source, modules, scope, warnings);
            Section section = compile(new DirectiveRunner(context), directives, file, scope);
            warnings.addAll(context.warnings());
            return AccessFile.of(section, warnings);
        } catch (ConfigException wrong) {
            warnings.addAll(context.warnings());
            return AccessFile.wrong(section(file, Settings.NONE, List.of()), complaint(wrong), warnings);
        } catch (StackOverflowError _) {
            return AccessFile.wrong(
                    section(file, Settings.NONE, List.of()), "its sections are nested too deeply", warnings);
        }
    }

    private Section compile(DirectiveRunner runner, List<Directive> directives, String file, Scope scope)
            throws ConfigException {
        var compiler = new SectionCompiler(runner, registry);
        var nested = new SectionCompiler.Sections();
        Settings settings = Settings.NONE;
        for (Directive directive : directives) {
            settings = compiler.server(settings, directive, scope, nested);
        }
        return section(file, settings, nested.all());
    }

    private static Section section(String file, Settings settings, List<Section> nested) {
        return new Section(
                Section.Kind.HTACCESS, file, (_, _) -> true, settings, nested, new Position(file, 0));
    }

    /// httpd's words, and the line, which it doesn't tell.
    private static String complaint(ConfigException wrong) {
        Position position = wrong.position();
        return position == null ? wrong.getMessage() : wrong.getMessage() + " (line " + position.line() + ")";
    }
}
