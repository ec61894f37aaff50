package muster.core;

import java.io.IOException;
import java.util.List;
import muster.http.HttpException;

/// Puts a response's output filters between its handler and the connection, and the input filters before its content: what
/// modules and directives insert, by kind, and within a kind in the order of insertion. A request without filters is read from the
/// connection and answered to it directly.
final class FilterChain {
    private static final int UNKNOWN_FILTER = 82;

    private static final Filter.Kind[] KINDS = Filter.Kind.values();

    private final Phases phases;
    private final ModuleRegistry registry;

    FilterChain(Phases phases, ModuleRegistry registry) {
        this.phases = phases;
        this.registry = registry;
    }

    /// For a response that a handler is about to make.
    void prepare(Request request) throws HttpException, IOException {
        insertAll(request, request.filterNames());
        insertAll(request, request.get(DirectorySettings.OUTPUT_FILTERS));
        insertAllInput(request, request.inputFilterNames());
        insertAllInput(request, request.get(DirectorySettings.INPUT_FILTERS));
        phases.run(Phase.INSERT_FILTER, request);
        attach(request);
        attachInput(request);
    }

    /// For a response that the server makes itself: nothing that was meant for the resource may touch it.
    void prepareForError(Request request) {
        request.clearFilters();
        try {
            phases.run(Phase.INSERT_ERROR_FILTER, request);
        } catch (HttpException | IOException fault) {
            request.log().error("core", 60102, "no filters for the error page: " + fault.getMessage());
        }
        attach(request);
    }

    private void insertAll(Request request, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            NamedFilter filter = registry.filter(names.get(i));
            if (filter == null) {
                unknown(request, names.get(i));
            } else {
                request.insertFilter(filter);
            }
        }
    }

    private void insertAllInput(Request request, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            NamedInputFilter filter = registry.inputFilter(names.get(i));
            if (filter == null) {
                unknown(request, names.get(i));
            } else {
                request.insertInputFilter(filter);
            }
        }
    }

    private static void unknown(Request request, String name) {
        request.connection().log().error("core", UNKNOWN_FILTER, "an unknown filter was not added: " + name);
    }

    private static void attach(Request request) {
        BodySink chain = request.outlet();
        List<NamedFilter> filters = request.filters();
        if (filters != null) {
            for (int kind = KINDS.length - 1; kind >= 0; kind--) {
                chain = attach(request, filters, KINDS[kind], chain);
            }
        }
        request.sink(chain);
    }

    private static BodySink attach(Request request, List<NamedFilter> filters, Filter.Kind kind, BodySink chain) {
        BodySink first = chain;
        for (int i = filters.size() - 1; i >= 0; i--) {
            NamedFilter one = filters.get(i);
            if (one.kind() == kind) {
                first = one.filter().attach(request, first);
            }
        }
        return first;
    }

    private static void attachInput(Request request) {
        List<NamedInputFilter> filters = request.inputFilters();
        if (filters == null || !request.sentBody().present()) {
            return;
        }
        RequestBody chain = request.sentBody();
        for (int kind = KINDS.length - 1; kind >= 0; kind--) {
            for (int i = filters.size() - 1; i >= 0; i--) {
                NamedInputFilter one = filters.get(i);
                if (one.kind() == KINDS[kind]) {
                    chain = one.filter().attach(request, chain);
                }
            }
        }
        request.filteredBody(chain);
    }
}
