package muster.modules.filters;

import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.core.Filter;
import muster.core.Hook;
import muster.core.Kept;
import muster.core.Module;
import muster.core.NamedInputFilter;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestBody;
import muster.core.Verdict;
import org.jspecify.annotations.Nullable;

import static muster.config.Context.DIRECTORY;

/// mod_request: with `KeptBodySize` a request's content is kept as it is read, and what the request is redirected to internally can
/// read it again: a form login that goes on to the page that was asked for.
public final class RequestModule implements Module {
    private static final ConfigSlot<Long> SIZE = ConfigSlot.directoryValue("KeptBodySize", 0L);

    private static final Kept<KeptBody> BODY = new Kept<>("content of a request");

    private static final NamedInputFilter KEEP =
            new NamedInputFilter("KEEP_BODY", Filter.Kind.RESOURCE, RequestModule::keep);

    @Override
    public String name() {
        return "request_module";
    }

    @Override
    public String file() {
        return "mod_request.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("KeptBodySize")
                .in(DIRECTORY)
                .means("Maximum size of request bodies kept aside for use by filters")
                .sets(SIZE, (_, words) -> size(words)));
        registry.inputFilter(KEEP.name(), KEEP.kind(), KEEP.filter());
        registry.inputFilter("KEPT_BODY", KEEP.kind(), KEEP.filter());
        registry.hook(Phase.INSERT_FILTER, Hook.Place.LAST, request -> {
            if (request.get(SIZE) > 0 || keptBefore(request) != null) {
                request.insertInputFilter(KEEP);
            }
            return Verdict.OK;
        });
    }

    private static long size(Arguments words) throws ConfigException {
        if (!words.text(0).matches("\\d{1,18}")) {
            throw words.wrong("KeptBodySize must be a valid size in bytes, or zero.");
        }
        return Long.parseLong(words.text(0));
    }

    private static RequestBody keep(Request request, RequestBody next) {
        byte[] content = keptBefore(request);
        if (content != null) {
            return new KeptBody.Again(content, next);
        }
        long most = request.get(SIZE);
        if (most == 0) {
            return next;
        }
        var keeping = new KeptBody(request, next, most);
        request.keep(BODY, keeping);
        return keeping;
    }

    private static byte @Nullable [] keptBefore(Request request) {
        for (Request before = request.previous(); before != null; before = before.previous()) {
            KeptBody kept = before.kept(BODY);
            if (kept != null) {
                return kept.content();
            }
        }
        return null;
    }
}
