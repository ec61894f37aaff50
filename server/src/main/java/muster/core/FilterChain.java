package muster.core;

import java.io.IOException;
import java.util.List;
import muster.http.HttpException;

/// Puts a response's output filters between its handler and the connection: what modules and SetOutputFilter insert, by kind, and
/// within a kind in the order of insertion. A response without filters goes straight to the connection.
final class FilterChain {
    private final Phases phases;
    private final ModuleRegistry registry;

    FilterChain(Phases phases, ModuleRegistry registry) {
        this.phases = phases;
        this.registry = registry;
    }

    /// For a response that a handler is about to make.
    void prepare(Request request) throws HttpException, IOException {
        List<String> wanted = request.get(DirectorySettings.OUTPUT_FILTERS);
        for (int i = 0; i < wanted.size(); i++) {
            insert(request, wanted.get(i));
        }
        wanted = request.filterNames();
        for (int i = 0; i < wanted.size(); i++) {
            insert(request, wanted.get(i));
        }
        phases.run(Phase.INSERT_FILTER, request);
        attach(request);
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

    private void insert(Request request, String name) {
        NamedFilter filter = registry.filter(name);
        if (filter == null) {
            request.log().error("core", 60101, "unknown filter '" + name + "' is not added");
        } else {
            request.insertFilter(filter);
        }
    }

    private static void attach(Request request) {
        BodySink chain = request.outlet();
        List<NamedFilter> filters = request.filters();
        if (filters != null) {
            chain = attach(request, filters, Filter.Kind.PROTOCOL, chain);
            chain = attach(request, filters, Filter.Kind.CONTENT, chain);
            chain = attach(request, filters, Filter.Kind.RESOURCE, chain);
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
}
