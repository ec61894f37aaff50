package muster.modules.metadata;

import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigSlot;

/// The `Header` and `RequestHeader` lines of one section; inner sections' lines come after outer ones'.
///
/// @param request RequestHeader
/// @param success Header, or `Header onsuccess`: the fields that go out with a resource
/// @param always `Header always`: the fields that go out with anything, errors included
record HeaderSettings(List<HeaderEdit> request, List<HeaderEdit> success, List<HeaderEdit> always) {
    enum Kind {
        REQUEST,
        SUCCESS,
        ALWAYS
    }

    static final HeaderSettings UNSET = new HeaderSettings(List.of(), List.of(), List.of());

    static final ConfigSlot<HeaderSettings> SLOT =
            ConfigSlot.directory("Header", UNSET, HeaderSettings::merge);

    HeaderSettings {
        request = List.copyOf(request);
        success = List.copyOf(success);
        always = List.copyOf(always);
    }

    HeaderSettings plus(Kind kind, HeaderEdit edit) {
        return switch (kind) {
            case REQUEST -> new HeaderSettings(joined(request, List.of(edit)), success, always);
            case SUCCESS -> new HeaderSettings(request, joined(success, List.of(edit)), always);
            case ALWAYS -> new HeaderSettings(request, success, joined(always, List.of(edit)));
        };
    }

    static HeaderSettings merge(HeaderSettings outer, HeaderSettings inner) {
        return new HeaderSettings(
                joined(outer.request, inner.request),
                joined(outer.success, inner.success),
                joined(outer.always, inner.always));
    }

    private static List<HeaderEdit> joined(List<HeaderEdit> first, List<HeaderEdit> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
