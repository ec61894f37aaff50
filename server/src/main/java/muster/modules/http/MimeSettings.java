package muster.modules.http;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.modules.http.Extension.Aspect;
import org.jspecify.annotations.Nullable;

/// What a section says of file names.
///
/// @param extensions by extension, lower case without the dot
/// @param removed what `Remove` directives took away, from outer sections and this one alike; by extension
/// @param defaultLanguage DefaultLanguage, or null
/// @param usePathInfo ModMimeUsePathInfo, null where nothing is said
/// @param multiviews MultiviewsMatch, null where nothing is said
record MimeSettings(
        Map<String, Extension> extensions,
        Map<String, Set<Aspect>> removed,
        @Nullable String defaultLanguage,
        @Nullable Boolean usePathInfo,
        @Nullable Multiviews multiviews) {
    static final MimeSettings UNSET = new MimeSettings(Map.of(), Map.of(), null, null, null);

    /// Which extensions content negotiation may look past.
    ///
    /// @param any every extension
    /// @param handlers those that choose a handler
    /// @param filters those that insert filters
    record Multiviews(boolean any, boolean handlers, boolean filters) {
        static final Multiviews NEGOTIATED_ONLY = new Multiviews(false, false, false);
    }

    /// With one `Add` directive: nothing, if the section removes just that.
    MimeSettings with(Aspect aspect, String extension, String value) {
        if (removed.getOrDefault(extension, Set.of()).contains(aspect)) {
            return this;
        }
        return with(withValue(extensions, extension, aspect, value), removed);
    }

    /// Whether content negotiation may look past an extension: it says something that a choice can depend on.
    /// @param typed whether TypesConfig knows it
    boolean claims(String extension, boolean typed) {
        Multiviews match = multiviews == null ? Multiviews.NEGOTIATED_ONLY : multiviews;
        Extension said = extensions.getOrDefault(extension, Extension.UNKNOWN);
        String type = said.get(Aspect.TYPE);
        return match.any()
                || (type == null ? typed : !type.isEmpty())
                || said.get(Aspect.CHARSET) != null
                || said.get(Aspect.LANGUAGE) != null
                || said.get(Aspect.ENCODING) != null
                || match.handlers() && said.get(Aspect.HANDLER) != null
                || match.filters() && (said.get(Aspect.INPUT_FILTER) != null || said.get(Aspect.OUTPUT_FILTER) != null);
    }

    /// With `RemoveType`: the extension has no type then, not even one of TypesConfig.
    MimeSettings withoutType(String extension) {
        return with(Aspect.TYPE, extension, "");
    }

    /// With one `Remove` directive.
    MimeSettings without(Aspect aspect, String extension) {
        var aspects = EnumSet.of(aspect);
        aspects.addAll(removed.getOrDefault(extension, Set.of()));
        var nowRemoved = new HashMap<>(removed);
        nowRemoved.put(extension, aspects);
        var kept = extensions.containsKey(extension) ? withValue(extensions, extension, aspect, null) : extensions;
        return with(kept, Map.copyOf(nowRemoved));
    }

    private MimeSettings with(Map<String, Extension> all, Map<String, Set<Aspect>> allRemoved) {
        return new MimeSettings(all, allRemoved, defaultLanguage, usePathInfo, multiviews);
    }

    MimeSettings withDefaultLanguage(String language) {
        return new MimeSettings(extensions, removed, language, usePathInfo, multiviews);
    }

    MimeSettings withUsePathInfo(boolean on) {
        return new MimeSettings(extensions, removed, defaultLanguage, on, multiviews);
    }

    MimeSettings withMultiviews(Multiviews match) {
        return new MimeSettings(extensions, removed, defaultLanguage, usePathInfo, match);
    }

    private static Map<String, Extension> withValue(
            Map<String, Extension> all, String extension, Aspect aspect, @Nullable String value) {
        var changed = new HashMap<>(all);
        changed.put(extension, all.getOrDefault(extension, Extension.UNKNOWN).with(aspect, value));
        return Map.copyOf(changed);
    }

    /// An inner section over an outer one: its additions, then its removals.
    static MimeSettings merge(MimeSettings outer, MimeSettings inner) {
        return new MimeSettings(
                mergeExtensions(outer, inner),
                mergeRemoved(outer, inner),
                inner.defaultLanguage != null ? inner.defaultLanguage : outer.defaultLanguage,
                inner.usePathInfo != null ? inner.usePathInfo : outer.usePathInfo,
                inner.multiviews != null ? inner.multiviews : outer.multiviews);
    }

    private static Map<String, Extension> mergeExtensions(MimeSettings outer, MimeSettings inner) {
        if (inner.extensions.isEmpty() && inner.removed.isEmpty()) {
            return outer.extensions;
        }
        var merged = new HashMap<>(outer.extensions);
        inner.extensions.forEach((name, extension) -> merged.merge(name, extension, Extension::overlaid));
        inner.removed.forEach((name, aspects) -> {
            for (Aspect aspect : aspects) {
                merged.computeIfPresent(name, (_, extension) -> extension.with(aspect, null));
            }
        });
        return Map.copyOf(merged);
    }

    /// What a section even further out may still lose.
    private static Map<String, Set<Aspect>> mergeRemoved(MimeSettings outer, MimeSettings inner) {
        if (outer.removed.isEmpty()) {
            return inner.removed;
        }
        var merged = new HashMap<>(inner.removed);
        outer.removed.forEach((name, aspects) -> {
            var left = EnumSet.copyOf(aspects);
            Extension readded = inner.extensions.getOrDefault(name, Extension.UNKNOWN);
            left.removeIf(aspect -> readded.get(aspect) != null);
            left.addAll(inner.removed.getOrDefault(name, Set.of()));
            if (!left.isEmpty()) {
                merged.put(name, left);
            }
        });
        return Map.copyOf(merged);
    }

    /// The words of one filter directive's value: `INCLUDES;DEFLATE`.
    static List<String> filterNames(String value) {
        return List.of(value.split(";"));
    }
}
