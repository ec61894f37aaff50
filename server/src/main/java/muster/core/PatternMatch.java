package muster.core;

import java.util.Locale;
import muster.pattern.Match;
import muster.pattern.Regex;

/// When a section with a regular expression applies. What its named groups matched becomes `MATCH_NAME` in the request's
/// environment.
record PatternMatch(Regex regex) implements Section.Matches {
    @Override
    public boolean test(Request request, String subject) {
        if (regex.namedGroups().isEmpty()) {
            return regex.matches(subject);
        }
        Match match = regex.find(subject);
        if (match == null) {
            return false;
        }
        for (Regex.NamedGroup group : regex.namedGroups()) {
            String text = match.group(group.number());
            if (text != null) {
                request.environment().set("MATCH_" + group.name().toUpperCase(Locale.ROOT), text);
            }
        }
        return true;
    }
}
