package muster.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pattern that is known to be right, compiled when it is first needed: a child must be ready within milliseconds, and most
/// children never look at most patterns.
final class DeferredEngine implements Engine {
    private final String pattern;
    private final RegexOptions options;
    private volatile @Nullable PcreEngine engine;

    DeferredEngine(String pattern, RegexOptions options) {
        this.pattern = pattern;
        this.options = options;
    }

    @Override
    public boolean matches(String subject) {
        return engine().matches(subject);
    }

    @Override
    public @Nullable Match find(String subject, int from) {
        return engine().find(subject, from);
    }

    void each(String subject, Regex.Taker taker) {
        engine().each(subject, taker);
    }

    @Override
    public int groupCount() {
        return engine().groupCount();
    }

    @Override
    public List<Regex.NamedGroup> namedGroups() {
        return engine().namedGroups();
    }

    private PcreEngine engine() {
        PcreEngine compiled = engine;
        return compiled != null ? compiled : compile();
    }

    /// Two threads may both compile; either result will do.
    private PcreEngine compile() {
        try {
            PcreEngine compiled = PcreEngine.compile(pattern, options);
            engine = compiled;
            return compiled;
        } catch (PatternException wrong) {
            throw new IllegalStateException("checked before: \"" + pattern + "\": " + wrong.explained(), wrong);
        }
    }
}
