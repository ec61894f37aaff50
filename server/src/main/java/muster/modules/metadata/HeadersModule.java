package muster.modules.metadata;

import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Filter;
import muster.core.Hook;
import muster.core.Module;
import muster.core.NamedFilter;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.FILE_INFO;

/// mod_headers: `Header` changes the fields of a response just before they go out, `RequestHeader` those of a request just before its
/// handler sees them; with `early` both work as soon as the request is read.
public final class HeadersModule implements Module {
    private static final NamedFilter RESPONSE = new NamedFilter(
            "FIXUP_HEADERS_OUT", Filter.Kind.CONTENT, (request, next) -> new HeadersSink(request, next, false));
    private static final NamedFilter ERROR = new NamedFilter(
            "FIXUP_HEADERS_ERR", Filter.Kind.CONTENT, (request, next) -> new HeadersSink(request, next, true));

    @Override
    public String name() {
        return "headers_module";
    }

    @Override
    public String file() {
        return "mod_headers.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(directive("Header", "an optional condition, an action, header and value followed by optional env clause")
                .sets(HeaderSettings.SLOT, (before, line) -> HeaderLine.read(before, line, registry, false)));
        registry.directive(directive("RequestHeader", "an action, header and value followed by optional env clause")
                .sets(HeaderSettings.SLOT, (before, line) -> HeaderLine.read(before, line, registry, true)));
        registry.hook(Phase.POST_READ_REQUEST, Hook.Place.FIRST, HeadersModule::early);
        registry.hook(Phase.FIXUPS, Hook.Place.LAST, HeadersModule::fixRequest);
        registry.hook(Phase.INSERT_FILTER, Hook.Place.LAST, HeadersModule::insert);
        registry.hook(Phase.INSERT_ERROR_FILTER, Hook.Place.LAST, HeadersModule::insertForError);
    }

    private static DirectiveType.Builder directive(String name, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(FILE_INFO)
                .takes(Takes.RAW)
                .means(meaning);
    }

    private static Verdict early(Request request) {
        HeaderSettings settings = request.get(HeaderSettings.SLOT);
        if (settings != HeaderSettings.UNSET) {
            var response = request.response();
            HeaderEdit.apply(settings.request(), request, request.headers(), null, true);
            HeaderEdit.apply(settings.always(), request, response.errorHeaders(), response, true);
            HeaderEdit.apply(settings.success(), request, response.headers(), response, true);
        }
        return Verdict.OK;
    }

    private static Verdict fixRequest(Request request) {
        HeaderEdit.apply(request.get(HeaderSettings.SLOT).request(), request, request.headers(), null, false);
        return Verdict.OK;
    }

    private static Verdict insert(Request request) {
        HeaderSettings settings = request.get(HeaderSettings.SLOT);
        if (request.main() == null && !(settings.success().isEmpty() && settings.always().isEmpty())) {
            request.insertFilter(RESPONSE);
        }
        return Verdict.OK;
    }

    private static Verdict insertForError(Request request) {
        if (!request.get(HeaderSettings.SLOT).always().isEmpty()) {
            request.insertFilter(ERROR);
        }
        return Verdict.OK;
    }
}
