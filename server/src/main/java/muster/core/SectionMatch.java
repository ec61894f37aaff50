package muster.core;

import java.util.Locale;
import muster.config.ConfigContext;
import muster.config.ConfigException;
import muster.config.FilePaths;
import muster.config.Position;
import muster.config.Wildcard;
import muster.core.Section.Kind;
import muster.core.Section.Matches;
import muster.pattern.Match;
import muster.pattern.PatternException;
import muster.pattern.Regex;
import muster.pattern.RegexOptions;

/// When a section with a path or a pattern applies.
final class SectionMatch {
    private SectionMatch() {}

    static Matches of(Kind kind, String subject, Position position, ConfigContext context) throws ConfigException {
        return switch (kind) {
            case DIRECTORY -> Wildcard.isWild(subject) ? directories(subject) : below(FilePaths.withoutSlash(subject));
            case FILES -> Wildcard.isWild(subject) ? file(Wildcard.of(subject)) : (_, name) -> name.equals(subject);
            case LOCATION -> Wildcard.isWild(subject) ? locations(subject) : location(subject);
            case DIRECTORY_MATCH, FILES_MATCH, LOCATION_MATCH -> pattern(subject, position);
            case IF, ELSE_IF, ELSE, LIMIT, HTACCESS -> throw new IllegalArgumentException("no path: " + kind);
        };
    }

    /// A folder and all below it; the subject ends with a slash.
    private static Matches below(String folder) {
        String prefix = folder.equals("/") ? "/" : folder + "/";
        return (_, path) -> path.startsWith(prefix);
    }

    /// As many components as the pattern has.
    private static Matches directories(String subject) {
        Wildcard wildcard = Wildcard.ofPath(FilePaths.withoutSlash(subject));
        int depth = (int) FilePaths.withoutSlash(subject).chars().filter(c -> c == '/').count();
        return (_, path) -> {
            int end = 0;
            for (int i = 0; i < depth && end >= 0; i++) {
                end = path.indexOf('/', end + 1);
            }
            return end > 0 && wildcard.matches(path, 0, end);
        };
    }

    private static Matches file(Wildcard wildcard) {
        return (_, name) -> wildcard.matches(name);
    }

    /// `/a` is `/a` and `/a/b`, not `/ab`; `/a/` is what is below it.
    private static Matches location(String subject) {
        return (_, path) -> path.startsWith(subject)
                && (path.length() == subject.length() || subject.endsWith("/") || path.charAt(subject.length()) == '/');
    }

    /// A wildcard of a location covers everything below what it matches.
    private static Matches locations(String subject) {
        Wildcard wildcard = Wildcard.ofPath(subject);
        return (_, path) -> {
            for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
                if (wildcard.matches(path, 0, end)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Matches pattern(String subject, Position position) throws ConfigException {
        try {
            Regex regex = Regex.compile(subject, RegexOptions.DEFAULT);
            return regex.namedGroups().isEmpty()
                    ? (_, path) -> regex.matches(path)
                    : (request, path) -> matchesNamed(regex, request, path);
        } catch (PatternException _) {
            throw new ConfigException(position, "Regex could not be compiled");
        }
    }

    /// What a named group matched becomes a variable: `(?<site>...)` sets `MATCH_SITE`.
    private static boolean matchesNamed(Regex regex, Request request, String path) {
        Match match = regex.find(path);
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
