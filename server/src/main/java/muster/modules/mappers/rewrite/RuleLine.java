package muster.modules.mappers.rewrite;

import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.pattern.Regex;
import org.jspecify.annotations.Nullable;

/// Reads one RewriteRule line: `[!]pattern substitution [flags]`.
record RuleLine(RewriteVariables variables) {
    /// @param conditions those before it that wait for a rule
    Rule read(Arguments line, List<Condition> conditions) throws ConfigException {
        ArgumentLine words = ArgumentLine.of(line.raw());
        if (words == null) {
            throw line.wrong("RewriteRule: bad argument line '" + line.raw() + "'");
        }
        RuleFlags flags = RuleFlags.read(words.third(), line);
        boolean negated = words.first().startsWith("!");
        String pattern = negated ? words.first().substring(1) : words.first();
        String output = words.second();
        boolean bareMark = output.endsWith("?");
        boolean noQuery = bareMark ? !flags.queryAppend : flags.queryDiscard && output.indexOf('?') < 0;
        String text = bareMark && noQuery ? output.substring(0, output.length() - 1) : output;
        boolean substitutes = !flags.answers && !text.equals("-");
        return new Rule(
                regex(line, pattern, flags.noCase),
                negated,
                conditions,
                text,
                substitutes ? Expansion.of(text, variables) : null,
                !noQuery,
                flags.queryLast || bareMark && !noQuery,
                flags,
                flags.escaping(),
                all(flags.variables),
                all(flags.cookies),
                expansion(flags.type),
                expansion(flags.handler));
    }

    private static Regex regex(Arguments line, String pattern, boolean noCase) throws ConfigException {
        try {
            return line.regex(pattern, noCase);
        } catch (ConfigException _) {
            throw line.wrong("RewriteRule: cannot compile regular expression '" + pattern + "'");
        }
    }

    private List<Expansion> all(List<String> texts) {
        return texts.stream().map(text -> Expansion.of(text, variables)).toList();
    }

    private @Nullable Expansion expansion(@Nullable String text) {
        return text == null ? null : Expansion.of(text, variables);
    }
}
