package muster.modules.debugging;

import java.io.IOException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.BodySink;
import muster.core.ContentSink;
import muster.core.Filter;
import muster.core.Hook;
import muster.core.Module;
import muster.core.NamedFilter;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Verdict;

import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_case_filter, httpd's example of an output filter: it SHOUTS. httpd's own tests ask for it.
public final class CaseFilterModule implements Module {
    private static final ConfigSlot<Boolean> ON = ConfigSlot.serverValue("CaseFilter", false);

    @Override
    public String name() {
        return "case_filter_module";
    }

    @Override
    public String file() {
        return "mod_case_filter.c";
    }

    @Override
    public void register(Registry registry) {
        var shout = new NamedFilter("CaseFilter", Filter.Kind.RESOURCE, (_, next) -> new Shouting(next));
        registry.filter(shout.name(), shout.kind(), shout.filter());
        registry.hook(Phase.INSERT_FILTER, Hook.Place.MIDDLE, request -> {
            if (request.host().settings().get(ON)) {
                request.insertFilter(shout);
            }
            return Verdict.OK;
        });
        registry.directive(DirectiveType.named("CaseFilter")
                .in(SERVER, VIRTUAL_HOST)
                .takes(Takes.FLAG)
                .means("Run a case filter on this host")
                .sets(ON, (_, words) -> words.flag(0)));
    }

    static byte upper(byte c) {
        return c >= 'a' && c <= 'z' ? (byte) (c - 0x20) : c;
    }

    private static final class Shouting extends ContentSink {
        Shouting(BodySink next) {
            super(next);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            byte[] loud = new byte[length];
            for (int i = 0; i < length; i++) {
                loud[i] = upper(bytes[offset + i]);
            }
            next.write(loud, 0, length);
        }
    }
}
