package muster.pattern;

import java.util.ArrayList;

/// A text with back-references, as `AliasMatch` and its kin take it: `$0` is the whole match, `$1` to `$9` its groups; a
/// backslash takes the special meaning from the character after it. Compiled once, immutable.
public final class Replacement {
    /// Literal text, then a group, then literal text, and so on: one literal more than groups.
    private final String[] literals;
    private final int[] groups;

    private Replacement(String[] literals, int[] groups) {
        this.literals = literals;
        this.groups = groups;
    }

    public static Replacement of(String text) {
        var literals = new ArrayList<String>();
        var groups = new ArrayList<Integer>();
        var literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == '$' && next >= '0' && next <= '9') {
                literals.add(literal.toString());
                literal.setLength(0);
                groups.add(next - '0');
                i++;
            } else if (c == '\\' && next != 0) {
                literal.append(next);
                i++;
            } else {
                literal.append(c);
            }
        }
        literals.add(literal.toString());
        return new Replacement(
                literals.toArray(String[]::new), groups.stream().mapToInt(Integer::intValue).toArray());
    }

    /// Whether the text refers to any group; if not, [#apply] gives the same text always.
    public boolean isConstant() {
        return groups.length == 0;
    }

    /// The text with the groups of a match put in; a group that took no part is empty.
    public String apply(Match match) {
        if (groups.length == 0) {
            return literals[0];
        }
        var result = new StringBuilder(match.subject().length() + 32).append(literals[0]);
        for (int i = 0; i < groups.length; i++) {
            int start = match.start(groups[i]);
            if (start >= 0) {
                result.append(match.subject(), start, Math.max(start, match.end(groups[i])));
            }
            result.append(literals[i + 1]);
        }
        return result.toString();
    }
}
