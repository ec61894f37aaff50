package muster.modules.generators;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import muster.core.Handler;
import muster.core.LogDirectives;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.modules.generators.status.StatusPages;
import muster.modules.generators.status.StatusPages.Page;

/// mod_status: `SetHandler server-status` shows what every worker of every child is doing, to people (a page that keeps itself up to
/// date), to programs that know httpd (`?auto`) and to others (`?json`). `SetHandler server-self` tells in JSON which process
/// and thread answers, and nothing about anybody else.
public final class StatusModule implements Module {
    @Override
    public String name() {
        return "status_module";
    }

    @Override
    public String file() {
        return "mod_status.c";
    }

    @Override
    public void register(Registry registry) {
        var pages = new StatusPages();
        registry.handler("server-status", answering(request -> pages.of(request, extended(request))));
        registry.handler("server-self", answering(pages::self));
    }

    /// On where nothing is said: without it the page has little to show, and here it costs nothing.
    private static boolean extended(Request request) {
        var settings = request.server().mainHost().settings().get(LogDirectives.STATUS);
        return settings.extended() == null || settings.extended();
    }

    @FunctionalInterface
    private interface Maker {
        Page make(Request request);
    }

    private static Handler answering(Maker maker) {
        return request -> {
            if (!request.isGet()) {
                return Verdict.DECLINED;
            }
            send(request, maker.make(request));
            return Verdict.OK;
        };
    }

    private static void send(Request request, Page page) throws IOException {
        var response = request.response();
        byte[] body = page.text().getBytes(StandardCharsets.ISO_8859_1);
        response.contentType(page.type());
        page.headers().forEach(response.headers()::set);
        response.contentLength(body.length);
        if (!request.isHead()) {
            request.sink().write(body, 0, body.length);
        }
    }
}
