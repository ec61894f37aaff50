package muster.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled regular expression with PCRE's syntax and meaning on bytes: pattern and subject hold one byte a character.
/// It matches anywhere in the subject unless it is anchored. Immutable, for any number of threads.
///
/// ```java
/// var php = Regex.compile("\\.php$", RegexOptions.DEFAULT);
/// if (php.matches(path)) ...
/// var rule = Regex.compile("^/user/([^/]+)", RegexOptions.DEFAULT.ignoringCase());
/// Match match = rule.find(path); // null: no match
/// ```
public final class Regex {
    private final String pattern;
    private final RegexOptions options;
    private final Engine engine;
    /// What [#each] uses where the engine is a simple form.
    private volatile @Nullable DeferredEngine scanner;

    private Regex(String pattern, RegexOptions options, Engine engine) {
        this.pattern = pattern;
        this.options = options;
        this.engine = engine;
    }

    /// @throws PatternException if the pattern is wrong, or it needs libpcre2 and this machine has none
    public static Regex compile(String pattern, RegexOptions options) throws PatternException {
        Engine simple = simple(pattern, options);
        return new Regex(pattern, options, simple != null ? simple : PcreEngine.compile(pattern, options));
    }

    /// As [#compile], for a pattern that has been compiled before: in the parent, which checked the configuration that a child
    /// reads. Nothing costly is done before the first match.
    public static Regex compiledBefore(String pattern, RegexOptions options) {
        Engine simple = simple(pattern, options);
        return new Regex(pattern, options, simple != null ? simple : new DeferredEngine(pattern, options));
    }

    /// What matches without the library, or null.
    private static @Nullable Engine simple(String pattern, RegexOptions options) {
        Engine literal = SimpleForm.of(pattern, options);
        return literal != null ? literal : FiniteForm.of(pattern, options);
    }

    /// Compiles with httpd's default options.
    public static Regex compile(String pattern) throws PatternException {
        return compile(pattern, RegexOptions.DEFAULT);
    }

    /// Whether the pattern matches somewhere in the subject.
    /// @throws PatternLimitException if that can't be found out within the limits
    public boolean matches(String subject) {
        return engine.matches(subject);
    }

    /// The first match, or null if there is none.
    /// @throws PatternLimitException if that can't be found out within the limits
    public @Nullable Match find(String subject) {
        return engine.find(subject, 0);
    }

    /// The first match at or after an offset; what is before it still counts for `^` and look-behind.
    /// @param from 0 to the subject's length
    public @Nullable Match find(String subject, int from) {
        return engine.find(subject, from);
    }

    /// Gives one match after the other, each looked for in what is left after the one before as if that were all there is: `^` matches
    /// there, and look-behind sees nothing. After the first match none is empty at that place, so this comes to an end.
    ///
    /// The subject is handed to the engine once, so many matches in a long text cost no more than the text.
    /// @param taker must not match anything itself
    /// @throws PatternLimitException if a match can't be found out within the limits
    public void each(String subject, Taker taker) {
        if (engine instanceof PcreEngine pcre) {
            pcre.each(subject, taker);
            return;
        }
        DeferredEngine mine = scanner;
        if (mine == null) {
            mine = engine instanceof DeferredEngine deferred ? deferred : new DeferredEngine(pattern, options);
            scanner = mine;
        }
        mine.each(subject, taker);
    }

    /// Takes a match, whose offsets count from the subject's start.
    @FunctionalInterface
    public interface Taker {
        /// @return whether to go on
        boolean take(Match match);
    }

    /// The pattern as it was written.
    public String pattern() {
        return pattern;
    }

    public RegexOptions options() {
        return options;
    }

    /// How many pairs of capturing parentheses the pattern has.
    public int groupCount() {
        return engine.groupCount();
    }

    /// The groups that have names, `(?<name>...)`, in order of their names.
    public List<NamedGroup> namedGroups() {
        return engine.namedGroups();
    }

    @Override
    public String toString() {
        return pattern;
    }

    /// A capturing group's name and its number.
    public record NamedGroup(String name, int number) {}
}
