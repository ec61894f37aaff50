package muster.modules.loggers;

import java.util.concurrent.atomic.AtomicInteger;
import muster.config.DirectiveType;
import muster.core.ExtraLogs;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.http.HeaderFields;
import muster.log.ThisThread;

import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_log_forensic: a line before a request is processed and a line after it, so that a request which killed its process can be
/// found: its first line has no second.
public final class LogForensicModule implements Module {
    private static final String LOG = "ForensicLog";
    private static final String NOTE = "forensic-id";

    @Override
    public String name() {
        return "log_forensic_module";
    }

    @Override
    public String file() {
        return "mod_log_forensic.c";
    }

    @Override
    public void register(Registry registry) {
        var count = new AtomicInteger();
        registry.directive(DirectiveType.named(LOG)
                .in(SERVER, VIRTUAL_HOST)
                .means("the filename of the forensic log")
                .sets(ExtraLogs.SLOT, (before, words) -> before.with(LOG, words.text(0))));
        registry.hook(Phase.POST_READ_REQUEST, Hook.Place.FIRST, request -> before(request, count));
        registry.hook(Phase.LOG_TRANSACTION, Hook.Place.REALLY_LAST, LogForensicModule::after);
    }

    private static Verdict before(Request request, AtomicInteger count) {
        if (request.previous() != null || !ExtraLogs.has(request.host(), LOG)) {
            return Verdict.OK;
        }
        String id = request.environment().get("UNIQUE_ID");
        if (id == null) {
            id = ThisThread.pid() + ":" + Long.toHexString(System.currentTimeMillis() / 1000) + ":"
                    + Integer.toHexString(count.getAndIncrement());
        }
        var line = new StringBuilder("+").append(id).append('|');
        escape(request.requestLine(), line);
        HeaderFields fields = request.headers();
        for (int i = 0; i < fields.size(); i++) {
            line.append('|');
            escape(fields.name(i), line);
            line.append(':');
            escape(fields.value(i), line);
        }
        request.server().logs().extra(request.host(), LOG, line.toString());
        request.notes().set(NOTE, id);
        return Verdict.OK;
    }

    private static Verdict after(Request request) {
        String id = request.original().notes().get(NOTE);
        if (id != null) {
            request.server().logs().extra(request.host(), LOG, "-" + id);
        }
        return Verdict.OK;
    }

    /// Delimiters, and whatever isn't printable ASCII, in hexadecimal.
    private static void escape(String text, StringBuilder into) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == ':' || c == '|' || c == '%') {
                into.append('%').append(Character.forDigit(c >> 4 & 0xf, 16)).append(Character.forDigit(c & 0xf, 16));
            } else {
                into.append(c);
            }
        }
    }
}
