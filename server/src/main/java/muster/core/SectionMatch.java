package muster.core;

import muster.config.ConfigContext;
import muster.config.ConfigException;
import muster.config.FilePaths;
import muster.config.Position;
import muster.config.Wildcard;
import muster.core.Section.Kind;
import muster.core.Section.Matches;
import muster.pattern.PatternException;

/// When a section with a path or a pattern applies.
final class SectionMatch {
    private SectionMatch() {}

    static Matches of(Kind kind, String subject, Position position, ConfigContext context) throws ConfigException {
        return switch (kind) {
            case DIRECTORY -> Wildcard.isWild(subject) ? directories(subject) : below(FilePaths.withoutSlash(subject));
            case FILES -> Wildcard.isWild(subject) ? file(Wildcard.of(subject)) : (_, name) -> name.equals(subject);
            case LOCATION -> Wildcard.isWild(subject) ? locations(subject) : location(subject);
            case DIRECTORY_MATCH, FILES_MATCH, LOCATION_MATCH -> pattern(subject, position, context);
            case IF, ELSE_IF, ELSE, LIMIT, HTACCESS -> throw new IllegalArgumentException("no path: " + kind);
        };
    }

    /// A folder and all below it; the subject ends with a slash. The section walk finds these sections by [DirectoryIndex]; this is for
    /// who asks about one folder.
    private static Matches below(String folder) {
        String prefix = folder.equals("/") ? "/" : folder + "/";
        return (_, path) -> path.startsWith(prefix);
    }

    /// As many components as the pattern has.
    private static Matches directories(String subject) {
        String bare = FilePaths.withoutSlash(subject);
        Wildcard wildcard = Wildcard.ofPath(bare);
        int depth = DirectoryIndex.components(bare);
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

    /// A wildcard of a location is about the whole path, not about what is below.
    private static Matches locations(String subject) {
        Wildcard wildcard = Wildcard.ofPath(subject);
        return (_, path) -> wildcard.matches(path);
    }

    private static Matches pattern(String subject, Position position, ConfigContext context) throws ConfigException {
        try {
            return new PatternMatch(context.regex(subject, false));
        } catch (PatternException _) {
            throw new ConfigException(position, "Regex could not be compiled");
        }
    }
}
