package muster.modules.mappers;

import java.util.ArrayList;
import java.util.List;
import muster.core.Request;
import muster.http.HttpException;
import muster.modules.mappers.Mapping.Substitution;
import org.jspecify.annotations.Nullable;

/// What a server and its sections say of aliases and redirects; null where nothing is said. Inner sections are asked before outer ones.
///
/// @param aliases of the server and its virtual hosts, in the order they are tried
/// @param redirects of the server and its virtual hosts, tried before any alias
/// @param inner redirects of sections and `.htaccess`, tried when the settings of the request are complete
/// @param place Alias or ScriptAlias inside a Location
/// @param moved Redirect of a whole section: all of it goes to one place
/// @param preservePath AliasPreservePath
/// @param relative RedirectRelative
record AliasSettings(
        List<Alias> aliases,
        List<Redirect> redirects,
        List<Redirect> inner,
        @Nullable Place place,
        @Nullable Moved moved,
        @Nullable Boolean preservePath,
        @Nullable Boolean relative) {
    static final AliasSettings UNSET = new AliasSettings(List.of(), List.of(), List.of(), null, null, null, null);

    /// One Alias, AliasMatch, ScriptAlias or ScriptAliasMatch.
    ///
    /// @param root the folder that what it leads to is in, for checks of symbolic links
    /// @param handler what answers: `cgi-script` for a ScriptAlias, null for whatever suits the file
    /// @param prefix the URL path of an Alias; empty for a pattern
    record Alias(Mapping mapping, Substitution target, String root, @Nullable String handler, String prefix) {}

    /// One Redirect or RedirectMatch.
    ///
    /// @param target null for a status that is no redirect
    record Redirect(Mapping mapping, @Nullable Substitution target, int status) {}

    /// @param location the path of the Location it stands in
    record Place(Text target, @Nullable String handler, String location) {}

    /// @param target null for a status that is no redirect
    record Moved(@Nullable Text target, int status) {}

    /// A text that may depend on the request.
    @FunctionalInterface
    interface Text {
        String of(Request request) throws HttpException;
    }

    AliasSettings plus(Alias alias) {
        return new AliasSettings(with(aliases, alias), redirects, inner, place, moved, preservePath, relative);
    }

    AliasSettings plus(Redirect redirect) {
        return new AliasSettings(aliases, with(redirects, redirect), inner, place, moved, preservePath, relative);
    }

    AliasSettings plusInner(Redirect redirect) {
        return new AliasSettings(aliases, redirects, with(inner, redirect), place, moved, preservePath, relative);
    }

    AliasSettings with(Place here) {
        return new AliasSettings(aliases, redirects, inner, here, moved, preservePath, relative);
    }

    AliasSettings with(Moved away) {
        return new AliasSettings(aliases, redirects, inner, place, away, preservePath, relative);
    }

    AliasSettings withPreservePath(boolean on) {
        return new AliasSettings(aliases, redirects, inner, place, moved, on, relative);
    }

    AliasSettings withRelative(boolean on) {
        return new AliasSettings(aliases, redirects, inner, place, moved, preservePath, on);
    }

    static AliasSettings merge(AliasSettings outer, AliasSettings nearer) {
        return new AliasSettings(
                joined(nearer.aliases, outer.aliases),
                joined(nearer.redirects, outer.redirects),
                joined(nearer.inner, outer.inner),
                nearer.place != null ? nearer.place : outer.place,
                nearer.moved != null ? nearer.moved : outer.moved,
                nearer.preservePath != null ? nearer.preservePath : outer.preservePath,
                nearer.relative != null ? nearer.relative : outer.relative);
    }

    private static <T> List<T> with(List<T> list, T more) {
        return joined(list, List.of(more));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
