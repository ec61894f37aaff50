package muster.modules.proxy.fcgi;

import muster.core.Request;
import muster.core.ServerNames;
import muster.http.HttpException;
import muster.log.Failure;
import muster.log.LogLevel;
import muster.modules.fastcgi.Dialogue;
import muster.modules.proxy.Proxied;

/// What mod_proxy_fcgi says of an exchange with a backend.
///
/// @param request whose it is
record ProxyDialogue(Request request) implements Dialogue {
    private static final String MODULE = "proxy_fcgi";
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int INVALID_ARGUMENT = 22;

    @Override
    public String module() {
        return MODULE;
    }

    /// PHP says itself how bad it is.
    @Override
    public void complaint(String text) {
        LogLevel level = text.startsWith("PHP message: PHP Warning")
                        || text.startsWith("PHP message: PHP Notice")
                        || text.startsWith("PHP message: PHP Deprecated")
                ? LogLevel.WARN
                : LogLevel.ERROR;
        request.log().write(level, MODULE, 1071, "Got error '" + text + "'");
    }

    @Override
    public HttpException failed(Fault fault) {
        if (fault.number() != 0 && fault.detail() != null) {
            request.log().error(MODULE, fault.number(), fault.detail());
        }
        return switch (fault.kind()) {
            case WRITE, END -> dispatching(Failure.END_OF_FILE, "", UNAVAILABLE);
            case TIMEOUT -> dispatching(Failure.TIMED_OUT, "(" + fault.detail() + ")", GATEWAY_TIMEOUT);
            case PROTOCOL -> dispatching(INVALID_ARGUMENT, "", UNAVAILABLE);
            case HEAD -> dispatching(INVALID_ARGUMENT, "", INTERNAL_ERROR);
            case REFUSED -> dispatching(INVALID_ARGUMENT, "(" + fault.detail() + ")", UNAVAILABLE);
        };
    }

    private HttpException dispatching(int reason, String where, int status) {
        int port = ServerNames.port(request);
        String shown = port == ServerNames.defaultPort(request) ? "" : ":" + port;
        request.log()
                .writeFailure(LogLevel.ERROR, MODULE, 1075, reason, "Error dispatching request to " + shown + ": " + where);
        return new HttpException(status, "");
    }

    @Override
    public boolean overrides(int status) {
        return Proxied.overrides(request, status);
    }

    /// What a backend says of other places is for the client.
    @Override
    public boolean redirects() {
        return false;
    }
}
