package muster.config;

import muster.pattern.PatternException;
import muster.pattern.Regex;

/// `<IfVersion>`: compares the version of httpd that this server is compatible with.
final class VersionCondition {
    /// The version of httpd whose configuration language this is.
    static final String VERSION = "2.4.71";

    private static final String INVALID = "Version appears to be invalid. It must have the format major[.minor[.patch]]"
            + " where major, minor and patch are numbers.";

    private VersionCondition() {}

    /// Whether a condition such as `>= 2.4` or `/^2\.4/` holds.
    static boolean holds(String condition) throws Fault {
        var words = new Words(condition);
        String first = words.next();
        if (!words.more()) {
            return first.startsWith("/") ? matches(first) : compare(first) == 0;
        }
        String version = words.next();
        if (words.more()) {
            throw new Fault("<IfVersion> directive missing closing '>'");
        }
        boolean negated = first.startsWith("!");
        String operator = negated ? first.substring(1) : first;
        boolean result =
                switch (operator) {
                    case "=", "==" -> version.startsWith("/") ? matches(version) : compare(version) == 0;
                    case ">" -> compare(version) > 0;
                    case ">=" -> compare(version) >= 0;
                    case "<" -> compare(version) < 0;
                    case "<=" -> compare(version) <= 0;
                    case "~" -> found(version);
                    case "=~" -> version.startsWith("/") ? matches(version) : found(version);
                    default -> {
                        if (negated && operator.isEmpty()) {
                            yield compare(version) == 0;
                        }
                        throw new Fault("unrecognized operator '" + first + "'");
                    }
                };
        return result != negated;
    }

    /// How this server's version compares to another, number by number.
    private static int compare(String other) throws Fault {
        String[] theirs = other.split("\\.", -1);
        String[] ours = VERSION.split("\\.");
        if (theirs.length > ours.length) {
            throw new Fault(INVALID);
        }
        for (int i = 0; i < ours.length; i++) {
            int difference = Integer.compare(Integer.parseInt(ours[i]), i < theirs.length ? number(theirs[i]) : 0);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int number(String text) throws Fault {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Fault(INVALID);
        }
        return Integer.parseInt(text);
    }

    private static boolean matches(String delimited) throws Fault {
        if (delimited.length() < 2 || !delimited.endsWith("/")) {
            throw new Fault("Missing delimiting / of regular expression.");
        }
        return found(delimited.substring(1, delimited.length() - 1));
    }

    private static boolean found(String pattern) throws Fault {
        try {
            return Regex.compile(pattern).matches(VERSION);
        } catch (PatternException _) {
            throw new Fault("Unable to compile regular expression");
        }
    }
}
