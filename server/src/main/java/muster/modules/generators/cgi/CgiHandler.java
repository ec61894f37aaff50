package muster.modules.generators.cgi;

import java.io.IOException;
import muster.core.DirectorySettings;
import muster.core.DirectorySettings.PathInfo;
import muster.core.FilePath;
import muster.core.Handler;
import muster.core.Options;
import muster.core.Request;
import muster.core.Verdict;
import muster.core.script.ProgramEnvironment;
import muster.core.script.ScriptHeadReader;
import muster.core.script.ScriptVariables;
import muster.http.HttpException;
import muster.io.FileStatus;
import muster.io.FileSystem;
import muster.io.Program;
import muster.io.RunningProgram;
import muster.io.Spool;
import muster.modules.mappers.AliasModule;

/// The handler `cgi-script`: runs the program that the request was mapped to, and answers with what it says.
final class CgiHandler implements Handler {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    /// Content of unknown length that is kept in memory before a program gets it.
    private static final int CONTENT_IN_MEMORY = 64 * 1024;

    private final CgiKind kind;

    CgiHandler(CgiKind kind) {
        this.kind = kind;
    }

    @Override
    public Verdict handle(Request request) throws HttpException, IOException {
        FilePath file = request.file();
        if (file == null) {
            throw new HttpException(NOT_FOUND, "");
        }
        var log = new ScriptLog(request, file.text(), kind.module());
        boolean nph = check(request, file, log);
        if (request.body().present() && request.body().length() < 0) {
            try (var content = new Spool(CONTENT_IN_MEMORY)) {
                Content.keep(request.body(), content);
                run(request, file, new Content(content), nph, log);
            }
        } else {
            run(request, file, new Content(request.body()), nph, log);
        }
        return Verdict.OK;
    }

    /// @return whether the program speaks to the client itself: its name starts with `nph-`
    private boolean check(Request request, FilePath file, ScriptLog log) throws HttpException {
        boolean nph = file.text().startsWith("nph-", file.text().lastIndexOf('/') + 1);
        if (!request.get(DirectorySettings.OPTIONS).has(Options.EXEC_CGI) && !isScriptAliased(request)) {
            throw log.refused(FORBIDDEN, kind.execOff(), "Options ExecCGI is off in this directory");
        }
        if (nph && request.main() != null) {
            throw log.refused(FORBIDDEN, kind.includedNph(), "attempt to include NPH CGI script");
        }
        FileStatus status = request.fileStatus();
        if (status == null) {
            throw log.refused(NOT_FOUND, kind.notFound(), "script not found or unable to stat");
        }
        if (status.isDirectory()) {
            throw log.refused(FORBIDDEN, kind.directory(), "attempt to invoke directory as script");
        }
        if (!request.pathInfo().isEmpty() && request.get(DirectorySettings.ACCEPT_PATH_INFO) == PathInfo.OFF) {
            throw log.refused(NOT_FOUND, kind.pathInfo(), "AcceptPathInfo off disallows user's path");
        }
        return nph;
    }

    private static boolean isScriptAliased(Request request) {
        return "cgi-script".equals(request.notes().get(AliasModule.FORCED_TYPE));
    }

    private void run(Request request, FilePath file, Content content, boolean nph, ScriptLog log)
            throws HttpException, IOException {
        ScriptVariables.addTo(request);
        if (content.length() >= 0 && request.body().length() < 0) {
            request.environment().set("CONTENT_LENGTH", Long.toString(content.length()));
        }
        String path = file.text();
        var program = ResourceLimits.applied(
                request,
                new Program(
                        path,
                        CommandLine.of(path, request.query()),
                        ProgramEnvironment.of(request.environment()),
                        path.substring(0, path.lastIndexOf('/') + 1)));
        try (RunningProgram running = started(program, request, log)) {
            var exchange = new CgiExchange(request, running, log, kind);
            exchange.send(content);
            if (nph) {
                exchange.passOn();
            } else {
                exchange.answer();
            }
        }
    }

    /// A program that can't be executed is reported as httpd's child process reports it, on the standard error.
    private RunningProgram started(Program program, Request request, ScriptLog log) throws HttpException, IOException {
        try {
            return RunningProgram.start(program, request.connection().transport());
        } catch (IOException refused) {
            int errno = FileSystem.errno(refused);
            if (errno == 0) {
                throw refused;
            }
            log.standardError(FileSystem.reason(refused) + ": exec of '" + program.file() + "' failed");
            HttpException ended = new ScriptHeadReader(request, kind.module()).ended();
            log.failed(ended.status(), "", new byte[0]);
            throw ended;
        }
    }
}
