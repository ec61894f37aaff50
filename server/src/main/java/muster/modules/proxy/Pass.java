package muster.modules.proxy;

import muster.core.ProxyUrl;
import muster.core.Request;
import muster.modules.mappers.Mapping;
import muster.pattern.Match;
import org.jspecify.annotations.Nullable;

/// One ProxyPass or ProxyPassMatch: which requests go to which URL.
///
/// @param from what of the URL space; in a Location, its path
/// @param to the backend's URL; null for `!`: those requests stay here
/// @param asIs `nocanon`: the client's own spelling of the path goes on
/// @param withoutQuery `noquery`
record Pass(Mapping from, Mapping.@Nullable Substitution to, boolean asIs, boolean withoutQuery) {
    /// @return the URL to ask, or null if this line doesn't match
    @Nullable ProxyUrl url(Request request) {
        String path = request.path().text();
        Mapping.Substitution target = to;
        if (target == null) {
            return null;
        }
        return switch (from) {
            case Mapping.Prefix prefix -> {
                int length = prefix.lengthIn(path);
                yield length == 0 && !prefix.prefix().isEmpty() ? null : joined(request, target.text(), path, length);
            }
            case Mapping.Pattern pattern -> {
                Match match = pattern.regex().find(path);
                yield match == null ? null : expanded(request, target, match);
            }
        };
    }

    private ProxyUrl joined(Request request, String target, String path, int length) {
        if (asIs) {
            String raw = rawPath(request);
            int matched = from instanceof Mapping.Prefix prefix ? prefix.lengthIn(raw) : 0;
            if (matched == length) {
                return new ProxyUrl(target + raw.substring(length), true);
            }
        }
        return new ProxyUrl(target + path.substring(length), false);
    }

    /// Without a group in the target the whole path follows it.
    private ProxyUrl expanded(Request request, Mapping.Substitution target, Match match) {
        String found = target.in(match);
        if (!found.equals(target.text())) {
            return new ProxyUrl(found, false);
        }
        return new ProxyUrl(found + (asIs ? rawPath(request) : request.path().text()), asIs);
    }

    private static String rawPath(Request request) {
        String target = request.target();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /// Whether this line keeps a request here that later lines would send away.
    boolean keeps(Request request) {
        if (to != null) {
            return false;
        }
        String path = request.path().text();
        return switch (from) {
            case Mapping.Prefix prefix -> prefix.lengthIn(path) > 0;
            case Mapping.Pattern pattern -> pattern.regex().matches(path);
        };
    }
}
