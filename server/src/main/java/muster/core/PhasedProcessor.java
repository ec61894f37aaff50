package muster.core;

import java.io.IOException;
import muster.http.HttpException;
import muster.io.FileSystem;
import muster.log.LogLevel;

/// The one path that every request takes: phases in order, then a handler (httpd's `ap_process_request_internal` and
/// `ap_invoke_handler`). Internal redirects and subrequests take it too, so that access is checked for what is served in the end,
/// whichever way led there.
public final class PhasedProcessor implements RequestProcessor {
    /// The note by which a module says that what the redirect depends on belongs to the response that it leads to.
    public static final String KEEPS_VARY = "redirect-keeps-vary";

    private static final int NOT_FOUND = 404;
    private static final int INTERNAL_ERROR = 500;
    private static final int STACK_FRAMES_LOGGED = 12;

    private final Phases phases;
    private final Handlers handlers;
    private final SettingsWalk settings;
    private final StorageWalk storage;
    private final AccessControl access;
    private final FilterChain filters;
    private final ErrorDocuments errors;

    /// @param registry with all modules of the generation loaded
    public PhasedProcessor(ModuleRegistry registry, SettingsWalk settings, FileSystem files) {
        this.phases = registry.phases();
        this.handlers = registry.handlers();
        this.settings = settings;
        this.storage = new StorageWalk(files);
        this.access = new AccessControl(phases);
        this.filters = new FilterChain(phases, registry);
        this.errors = new ErrorDocuments(filters, this);
    }

    @Override
    public void process(Request request, BodySink connectionSink) throws IOException {
        request.outlet(connectionSink);
        request.sink(connectionSink);
        answer(request);
        end(request);
    }

    @Override
    public void refuse(Request request, int status, BodySink connectionSink) throws IOException {
        request.outlet(connectionSink);
        request.sink(connectionSink);
        errors.answer(request, status);
        end(request);
    }

    /// Ends the response. A filter may find only now that it can't be sent as it is.
    private void end(Request request) throws IOException {
        Request last = request.last();
        try {
            last.sink().end();
        } catch (IOException fault) {
            faulted(last, fault);
            last.last().sink().end();
        } catch (RuntimeException | StackOverflowError bug) {
            report(last, bug);
            errors.answer(last, INTERNAL_ERROR);
            last.last().sink().end();
        }
    }

    @Override
    public void log(Request request) {
        try {
            phases.run(Phase.LOG_TRANSACTION, request);
        } catch (HttpException | IOException | RuntimeException fault) {
            report(request, fault);
        }
        if (request.get(DirectorySettings.HOSTNAME_LOOKUPS) != DirectorySettings.Lookups.OFF) {
            RemoteHost.nameOrAddress(request.last()); // the line is made without waiting
        }
        request.server().logs().access(request);
        request.done();
    }

    @Override
    public void noteAuthFailure(Request request) throws HttpException, IOException {
        if (Authentication.type(request) == null) {
            request.log().error("core", 571, "need AuthType to note auth failure: " + request.path());
        } else {
            phases.run(Phase.NOTE_AUTH_FAILURE, request);
        }
    }

    @Override
    public void redirectInternally(Request request, String url) throws IOException {
        Request to = request.redirected();
        to.environment().inheritRedirected(request.environment());
        to.environment().set("REDIRECT_STATUS", Integer.toString(request.ownStatus()));
        int status = request.response().status();
        String vary = request.notes().has(KEEPS_VARY) ? request.response().headers().joined("Vary") : null;
        request.response().reset();
        request.response().status(status);
        if (vary != null) {
            request.response().headers().set("Vary", vary);
        }
        try {
            LocalUrl target = LocalUrl.parse(url, request.path());
            to.path(target.path());
            to.query(target.query());
            Recursion.check(to);
        } catch (HttpException refusal) {
            refused(to, refusal);
            return;
        }
        answer(to);
    }

    @Override
    public Request lookUp(Request request, String url) throws IOException {
        Request sub = request.subrequest();
        try {
            LocalUrl target = LocalUrl.parse(url, request.path());
            sub.path(target.path());
            sub.query(target.query());
            Recursion.check(sub);
            prepare(sub);
        } catch (HttpException refusal) {
            if (refusal.number() != 0) {
                sub.log().error("core", refusal.number(), String.valueOf(refusal.getMessage()));
            }
            sub.response().status(refusal.status());
        } catch (RuntimeException bug) {
            report(sub, bug);
            sub.response().status(INTERNAL_ERROR);
        }
        return sub;
    }

    @Override
    public Request lookUpFile(Request request, String name) throws IOException {
        return lookUpBeside(request, name, request.subrequest());
    }

    @Override
    public Request lookUpVariant(Request request, String name) throws IOException {
        Request sub = request.subrequest();
        sub.query(request.query());
        sub.pathInfo(request.pathInfo());
        return lookUpBeside(request, name, sub);
    }

    @Override
    public Request lookUpPath(Request request, FilePath file, UrlPath url) throws IOException {
        Request sub = request.subrequest();
        sub.path(url);
        sub.file(file);
        return lookedUp(sub);
    }

    private Request lookUpBeside(Request request, String name, Request sub) throws IOException {
        FilePath file = request.file();
        if (file == null) {
            sub.response().status(NOT_FOUND);
            return sub;
        }
        String url = request.path().text();
        String own = url.endsWith(request.pathInfo()) ? url.substring(0, url.length() - request.pathInfo().length()) : url;
        sub.path(new UrlPath(folder(own) + name + sub.pathInfo()));
        sub.file(new FilePath(folder(file.text()) + name, file.root()));
        return lookedUp(sub);
    }

    /// Takes a subrequest whose file is known through the rest of the phases.
    private Request lookedUp(Request sub) throws IOException {
        try {
            Recursion.check(sub);
            mapAndCheck(sub, true);
        } catch (HttpException refusal) {
            sub.response().status(refusal.status());
        } catch (RuntimeException bug) {
            report(sub, bug);
            sub.response().status(INTERNAL_ERROR);
        }
        return sub;
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    @Override
    public int include(Request lookedUp, BodySink into) throws IOException {
        lookedUp.outlet(new IncludedBody(into));
        lookedUp.sink(lookedUp.outlet());
        try {
            filters.prepare(lookedUp);
            handlers.handle(lookedUp);
        } catch (HttpException refusal) {
            lookedUp.response().status(refusal.status());
        }
        lookedUp.last().sink().end();
        return lookedUp.response().status();
    }

    /// Runs one request to its response. Every fault on the way becomes an answer, unless an answer is under way already.
    private void answer(Request request) throws IOException {
        try {
            run(request);
        } catch (HttpException refusal) {
            refused(request, refusal);
        } catch (IOException fault) {
            faulted(request, fault);
        } catch (RuntimeException | StackOverflowError bug) {
            report(request, bug);
            errors.answer(request, INTERNAL_ERROR);
        }
    }

    private void faulted(Request request, IOException fault) throws IOException {
        if (request.response().committed() || request.connection().aborted()) {
            throw fault;
        }
        if (fault instanceof LateRefusal late) {
            refused(request, late.refusal());
            return;
        }
        report(request, fault);
        errors.answer(request, INTERNAL_ERROR);
    }

    private void refused(Request request, HttpException refusal) throws IOException {
        String why = refusal.getMessage();
        if (why != null && !why.isEmpty()) {
            var log = request.log();
            if (refusal.number() != 0) {
                log.error("core", refusal.number(), why);
            } else if (refusal.status() >= INTERNAL_ERROR) {
                log.error("core", 60103, why);
            } else {
                log.write(LogLevel.TRACE1, "core", 60103, why); // whoever refused has said so already
            }
        }
        errors.answer(request, refusal.status());
    }


    private void run(Request request) throws HttpException, IOException {
        if (request.main() == null && phases.run(Phase.POST_READ_REQUEST, request) == Verdict.DONE) {
            return;
        }
        if (prepare(request) == Verdict.DONE) {
            return;
        }
        filters.prepare(request);
        if (handlers.handle(request) == Verdict.DECLINED) {
            throw new HttpException(INTERNAL_ERROR, "no handler for " + request.path());
        }
    }

    /// All that comes before the handler: where is it, what holds for it, may it be had, what is it?
    private Verdict prepare(Request request) throws HttpException, IOException {
        settings.byUrl(request);
        if (phases.run(Phase.TRANSLATE_NAME, request) == Verdict.DONE) {
            return Verdict.DONE;
        }
        return mapAndCheck(request, false);
    }

    private Verdict mapAndCheck(Request request, boolean beside) throws HttpException, IOException {
        Verdict mapped = phases.run(Phase.MAP_TO_STORAGE, request);
        if (mapped == Verdict.DONE) {
            return Verdict.DONE;
        }
        if (mapped == Verdict.DECLINED) {
            storage.locate(request);
        }
        settings.byFile(request);
        if (mapped == Verdict.DECLINED) {
            storage.checkLinks(request, beside);
        }
        if (request.main() == null && phases.run(Phase.HEADER_PARSER, request) == Verdict.DONE) {
            return Verdict.DONE;
        }
        access.check(request);
        if (phases.run(Phase.TYPE_CHECKER, request) == Verdict.DONE) {
            return Verdict.DONE;
        }
        return phases.run(Phase.FIXUPS, request);
    }

    /// A fault of the server itself: what it was, and where, on one line.
    private static void report(Request request, Throwable fault) {
        var text = new StringBuilder("internal error: ").append(fault);
        StackTraceElement[] frames = fault.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, STACK_FRAMES_LOGGED); i++) {
            text.append(i == 0 ? " at " : " < ").append(frames[i].getClassName());
            text.append('.').append(frames[i].getMethodName()).append(':').append(frames[i].getLineNumber());
        }
        request.log().error("core", 60100, text.toString());
    }
}
