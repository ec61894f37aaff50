package muster.modules.filters.smart;

import java.util.ArrayList;
import java.util.List;
import muster.core.BodySink;
import muster.core.Filter;
import muster.core.NamedFilter;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// A filter that FilterDeclare, or the first FilterProvider of its name, has declared.
///
/// @param kind where it stands, whichever provider it turns out to be
/// @param providers in the order they are asked: the one declared last comes first
/// @param rules what FilterProtocol says of the filter as a whole
/// @param trace FilterTrace's level
record SmartFilter(String name, Filter.Kind kind, List<Provider> providers, ProtocolRules rules, int trace)
        implements Filter {
    static SmartFilter declared(String name, Filter.Kind kind) {
        return new SmartFilter(name, kind, List.of(), ProtocolRules.NONE, 0);
    }

    NamedFilter named() {
        return new NamedFilter(name, kind, this);
    }

    SmartFilter plus(Provider provider) {
        var more = new ArrayList<Provider>();
        more.add(provider);
        more.addAll(providers);
        return new SmartFilter(name, kind, List.copyOf(more), rules, trace);
    }

    SmartFilter with(ProtocolRules said) {
        return new SmartFilter(name, kind, providers, said, trace);
    }

    SmartFilter withTrace(int level) {
        return new SmartFilter(name, kind, providers, rules, level);
    }

    /// With rules for the first provider of a filter's name; null if there is none.
    @Nullable SmartFilter with(String provider, ProtocolRules said) {
        for (int i = 0; i < providers.size(); i++) {
            if (providers.get(i).filter().name().equalsIgnoreCase(provider)) {
                var changed = new ArrayList<>(providers);
                changed.set(i, providers.get(i).with(said));
                return new SmartFilter(name, kind, List.copyOf(changed), rules, trace);
            }
        }
        return null;
    }

    /// Whether a Range has to wait until it is known which provider it will be.
    boolean defersRanges() {
        return rules.noRanges() || rules.changesLength();
    }

    @Override
    public BodySink attach(Request request, BodySink next) {
        return new Harness(this, request, next);
    }
}
