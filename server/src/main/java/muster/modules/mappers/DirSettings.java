package muster.modules.mappers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a section says of folders; null where it says nothing.
///
/// @param index DirectoryIndex: local URLs to try in turn; empty for `disabled`
/// @param slash DirectorySlash
/// @param checkHandler DirectoryCheckHandler
/// @param indexRedirect DirectoryIndexRedirect: the status to send instead of the index itself, 0 for none
/// @param fallback FallbackResource: empty for `disabled`
record DirSettings(
        @Nullable List<String> index,
        @Nullable Boolean slash,
        @Nullable Boolean checkHandler,
        @Nullable Integer indexRedirect,
        @Nullable String fallback) {
    static final DirSettings UNSET = new DirSettings(null, null, null, null, null);

    private static final List<String> DEFAULT_INDEX = List.of("index.html");

    List<String> indexOrDefault() {
        return index == null ? DEFAULT_INDEX : index;
    }

    DirSettings withIndex(String url) {
        var more = new ArrayList<String>();
        if (index != null) {
            more.addAll(index);
        }
        more.add(url);
        return new DirSettings(List.copyOf(more), slash, checkHandler, indexRedirect, fallback);
    }

    DirSettings withoutIndex() {
        return new DirSettings(List.of(), slash, checkHandler, indexRedirect, fallback);
    }

    DirSettings withSlash(boolean on) {
        return new DirSettings(index, on, checkHandler, indexRedirect, fallback);
    }

    DirSettings withCheckHandler(boolean on) {
        return new DirSettings(index, slash, on, indexRedirect, fallback);
    }

    DirSettings withIndexRedirect(int status) {
        return new DirSettings(index, slash, checkHandler, status, fallback);
    }

    DirSettings withFallback(String url) {
        return new DirSettings(index, slash, checkHandler, indexRedirect, url);
    }

    static DirSettings merge(DirSettings outer, DirSettings inner) {
        return new DirSettings(
                inner.index != null ? inner.index : outer.index,
                inner.slash != null ? inner.slash : outer.slash,
                inner.checkHandler != null ? inner.checkHandler : outer.checkHandler,
                inner.indexRedirect != null ? inner.indexRedirect : outer.indexRedirect,
                inner.fallback != null ? inner.fallback : outer.fallback);
    }
}
