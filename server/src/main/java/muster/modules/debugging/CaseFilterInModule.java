package muster.modules.debugging;

import java.io.IOException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Filter;
import muster.core.Hook;
import muster.core.Module;
import muster.core.NamedInputFilter;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.RequestBody;
import muster.core.Verdict;
import muster.http.HttpException;

import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_case_filter_in, httpd's example of an input filter.
public final class CaseFilterInModule implements Module {
    private static final ConfigSlot<Boolean> ON = ConfigSlot.serverValue("CaseFilterIn", false);

    @Override
    public String name() {
        return "case_filter_in_module";
    }

    @Override
    public String file() {
        return "mod_case_filter_in.c";
    }

    @Override
    public void register(Registry registry) {
        var shout = new NamedInputFilter("CaseFilterIn", Filter.Kind.RESOURCE, (_, next) -> new Shouting(next));
        registry.inputFilter(shout.name(), shout.kind(), shout.filter());
        registry.hook(Phase.INSERT_FILTER, Hook.Place.MIDDLE, request -> {
            if (request.host().settings().get(ON)) {
                request.insertInputFilter(shout);
            }
            return Verdict.OK;
        });
        registry.directive(DirectiveType.named("CaseFilterIn")
                .in(SERVER, VIRTUAL_HOST)
                .takes(Takes.FLAG)
                .means("Run an input case filter on this host")
                .sets(ON, (_, words) -> words.flag(0)));
    }

    private record Shouting(RequestBody next) implements RequestBody {
        @Override
        public boolean present() {
            return next.present();
        }

        @Override
        public long length() {
            return next.length();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException, HttpException {
            int count = next.read(into, offset, length);
            for (int i = 0; i < count; i++) {
                into[offset + i] = CaseFilterModule.upper(into[offset + i]);
            }
            return count;
        }

        @Override
        public long received() {
            return next.received();
        }
    }
}
