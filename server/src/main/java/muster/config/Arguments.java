package muster.config;

import java.util.List;
import muster.io.SharedProgram;
import muster.pattern.PatternException;
import muster.pattern.Regex;
import muster.pattern.RegexOptions;

/// The words of one directive, as its [DirectiveType] reads them. Every conversion that fails names the directive, the file and
/// the line.
public interface Arguments {
    /// How many words there are.
    int count();

    /// A word, with quoting and `${VAR}` done.
    /// @param index from 0
    String text(int index);

    /// Everything after the directive's name, as it stands in the file (for raw directives such as `RewriteRule`).
    String raw();

    /// `On` or `Off`, in any case.
    boolean flag(int index) throws ConfigException;

    /// A whole number within bounds.
    long integer(int index, long least, long most) throws ConfigException;

    /// A file-system path; a relative one is below `ServerRoot`.
    String path(int index) throws ConfigException;

    /// As [#path], of a path that is only part of a word: `txt:maps/old.txt`.
    default String absolute(String path) {
        return path;
    }

    /// Declares a program that the parent runs for all children, if somebody wants it when the whole configuration is known
    /// ([SharedProgram#want]).
    default void program(SharedProgram program) {}

    /// A file of the configuration, such as `TypesConfig` names: part of the generation's snapshot, so every child of a
    /// generation reads the same bytes.
    byte[] read(String path) throws ConfigException;

    /// What the directives inside this one set, for a directive that is a section (its declared name starts with `<`, such
    /// as `<RequireAll`; its words are those before the `>`).
    Settings body() throws ConfigException;

    /// The section this stands in directly, as its directive is declared: `<Directory`, `<RequireAll`; empty at the top level
    /// of a server and of an `.htaccess` file.
    String section();

    /// The innermost section around this, directly or not, of some that it may stand in; empty if it stands in none of them.
    default String section(String... names) {
        return "";
    }

    Position position();

    /// Where this directive stands.
    Context context();

    /// The name as the type declares it.
    String directive();

    /// The path of the enclosing `<Directory>`, or the folder of the `.htaccess` file; empty elsewhere.
    String directory();

    /// The argument of the enclosing `<Location>`: a URL path; empty elsewhere.
    default String location() {
        return "";
    }

    /// Whose settings these are (httpd's `cmd->path`): the argument of the innermost section that has settings of its own, `*If` in
    /// conditions, the folder of the `.htaccess` file; empty at the top of a server.
    default String sectionPath() {
        return "";
    }

    /// The methods that the enclosing `<Limit>` or `<LimitExcept>` names. Only directives about access look at it; to all others
    /// those sections mean nothing, as in httpd.
    default MethodLimit limit() {
        return MethodLimit.NONE;
    }

    /// Compiles a regular expression of this directive, with the options of RegexDefaultOptions.
    default Regex regex(String pattern, boolean ignoreCase) throws ConfigException {
        try {
            return Regex.compile(pattern, RegexOptions.DEFAULT.withIgnoreCase(ignoreCase));
        } catch (PatternException _) {
            throw wrong("Regex could not be compiled");
        }
    }

    /// Which options an `Options` line may name here, as bits of the core's own; all, except in `.htaccess` files under
    /// `AllowOverride Options=...`.
    default int allowedOptions() {
        return -1;
    }

    /// Whether a loaded module has a directive of this name that may stand in a context.
    default boolean isDirective(String name, Context where) {
        return true;
    }

    /// Changes the options that patterns after this line are compiled with: one word of RegexDefaultOptions.
    /// @return false if there is no such option
    default boolean regexDefault(String word) {
        return false;
    }

    /// What stands at a path of the file system, as it was when the configuration was read.
    default ConfigSource.Kind kind(String path) {
        return ConfigSource.Kind.NOTHING;
    }

    /// The IP addresses of a host name, as text, as they were when the configuration was read; an address stands for itself, in its
    /// usual form.
    default List<String> addresses(String host) {
        return List.of(host);
    }

    /// False with `-T`: directories of documents need not exist.
    default boolean checksDocumentRoot() {
        return true;
    }

    /// Whether a module is loaded, by its name or file: `alias_module`, `mod_alias.c`.
    default boolean isLoaded(String module) {
        return true;
    }

    /// Complains about this directive.
    ConfigException wrong(String message);

    /// Says something to the operator that is no error (printed at start, and in the error log).
    void warn(int number, String message);
}
