package muster.config;

import java.util.ArrayList;
import java.util.List;
import muster.pattern.PatternException;
import muster.pattern.Regex;

/// `<IfVersion>`: compares the version of httpd that this server is compatible with.
final class VersionCondition {
    /// The version of httpd whose configuration language this is.
    static final String VERSION = "2.4.71";

    private static final String INVALID = "Version appears to be invalid. It must have the format major[.minor[.patch]]"
            + " where major, minor and patch are numbers.";

    private VersionCondition() {}

    /// Whether a condition such as `>= 2.4>` or `/^2\.4/>` holds.
    /// @param words those after `<IfVersion`, one to three: an operator may be missing, and the `>` may be a word of its own
    static boolean holds(List<String> words) throws Fault {
        var rest = new ArrayList<>(words);
        String last = rest.getLast();
        if (rest.size() > 1 && last.equals(">")) {
            rest.removeLast();
        } else if (last.endsWith(">") && rest.size() < 3) {
            rest.set(rest.size() - 1, last.substring(0, last.length() - 1));
        } else {
            throw new Fault("<IfVersion> directive missing closing '>'");
        }
        String operator = rest.size() == 1 ? "=" : rest.getFirst();
        String version = rest.getLast();
        if (version.isEmpty() && words.size() > 1) {
            throw new Fault("<IfVersion> directive missing closing '>'");
        }
        boolean negated = operator.startsWith("!") && operator.length() > 1;
        return result(negated ? operator.substring(1) : operator, version, operator) != negated;
    }

    private static boolean result(String operator, String version, String written) throws Fault {
        return switch (operator) {
            case "=", "==" -> version.startsWith("/") ? matches(version) : compare(version) == 0;
            case ">" -> compare(version) > 0;
            case ">=" -> compare(version) >= 0;
            case "<" -> compare(version) < 0;
            case "<=" -> compare(version) <= 0;
            case "~" -> found(version);
            default -> throw new Fault("unrecognized operator '" + written + "'");
        };
    }

    /// How this server's version compares to another, number by number. A number that is missing counts as 0.
    private static int compare(String other) throws Fault {
        boolean dots = other.chars().filter(c -> c == '.').count() > (other.endsWith(".") ? 3 : 2);
        if (other.isEmpty() || other.charAt(0) == '.' || dots || other.chars().anyMatch(c -> c != '.' && (c < '0' || c > '9'))) {
            throw new Fault(INVALID);
        }
        String[] theirs = other.split("\\.", -1);
        String[] ours = VERSION.split("\\.");
        for (int i = 0; i < ours.length; i++) {
            int difference = Integer.compare(Integer.parseInt(ours[i]), i < theirs.length ? number(theirs[i]) : 0);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int number(String digits) {
        return digits.isEmpty() ? 0 : digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
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
