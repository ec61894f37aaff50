package muster.core;

import java.net.Inet6Address;
import java.time.Instant;
import java.time.ZoneId;
import muster.expr.Vocabulary;
import muster.io.AccountNames;
import muster.io.Addresses;
import muster.io.Connection;
import muster.io.FileStatus;
import org.jspecify.annotations.Nullable;

/// `%{REQUEST_URI}` and its kin: the variables that every request has (the table in httpd's manual, "Expressions").
final class RequestVariables {
    private static final String MODULE_MAGIC_NUMBER = "20120211";
    private static final int HTTP_2 = 2000;

    private RequestVariables() {}

    static void addTo(Vocabulary.Builder<Request> words) {
        addHeaders(words);
        addRequest(words);
        addMapping(words);
        addServer(words);
        addConnection(words);
    }

    private static void addHeaders(Vocabulary.Builder<Request> words) {
        words.variable("HTTP_ACCEPT", e -> RequestVocabulary.header(e, "Accept", "Accept"))
                .variable("HTTP_COOKIE", e -> RequestVocabulary.header(e, "Cookie", "Cookie"))
                .variable("HTTP_FORWARDED", e -> RequestVocabulary.header(e, "Forwarded", "Forwarded"))
                .variable("HTTP_PROXY_CONNECTION", e -> RequestVocabulary.header(e, "Proxy-Connection", "Proxy-Connection"))
                .variable("HTTP_REFERER", e -> RequestVocabulary.header(e, "Referer", "Referer"))
                .variable("HTTP_USER_AGENT", e -> RequestVocabulary.header(e, "User-Agent", "User-Agent"))
                // The cache key has the host anyway.
                .variable("HTTP_HOST", e -> e.subject().headers().joined("Host"));
    }

    private static void addRequest(Vocabulary.Builder<Request> words) {
        words.variable("REQUEST_METHOD", e -> e.subject().method())
                .variable("REQUEST_SCHEME", e -> ServerNames.scheme(e.subject()))
                .variable("REQUEST_URI", e -> e.subject().path().text())
                .variable("DOCUMENT_URI", e -> e.subject().path().text())
                .variable("QUERY_STRING", e -> e.subject().query())
                .variable("THE_REQUEST", e -> e.subject().requestLine())
                .variable("SERVER_PROTOCOL", e -> e.subject().protocolText())
                .variable("IS_SUBREQ", e -> e.subject().main() != null ? "true" : "false")
                .variable("REMOTE_USER", e -> e.subject().user())
                .variable("AUTH_TYPE", e -> e.subject().authType())
                .variable("REQUEST_STATUS", e -> Integer.toString(e.subject().response().status()))
                .variable("CONTENT_TYPE", e -> e.subject().response().contentType())
                .variable("HANDLER", e -> handler(e.subject()))
                .variable("REQUEST_LOG_ID", e -> e.subject().logId());
    }

    private static void addMapping(Vocabulary.Builder<Request> words) {
        words.variable("REQUEST_FILENAME", e -> e.subject().fileName())
                .variable("SCRIPT_FILENAME", e -> e.subject().fileName())
                .variable("PATH_INFO", e -> e.subject().pathInfo())
                .variable("DOCUMENT_ROOT", e -> e.subject().documentRoot())
                .variable("CONTEXT_PREFIX", e -> e.subject().contextPrefix())
                .variable("CONTEXT_DOCUMENT_ROOT", e -> e.subject().contextRoot())
                .variable("LAST_MODIFIED", e -> lastModified(e.subject()))
                .variable("SCRIPT_USER", e -> scriptUser(e.subject()))
                .variable("SCRIPT_GROUP", e -> scriptGroup(e.subject()));
    }

    private static void addServer(Vocabulary.Builder<Request> words) {
        words.variable("SERVER_NAME", e -> ServerNames.name(e.subject()))
                .variable("SERVER_PORT", e -> Integer.toString(ServerNames.port(e.subject())))
                .variable("SERVER_ADMIN", e -> e.subject().host().settings().get(ServerSettings.SERVER_ADMIN))
                .variable("SERVER_SOFTWARE", e -> e.subject().server().banner())
                .variable("API_VERSION", _ -> MODULE_MAGIC_NUMBER);
    }

    private static void addConnection(Vocabulary.Builder<Request> words) {
        words.variable("REMOTE_ADDR", e -> Addresses.text(e.subject().client()))
                .variable("REMOTE_HOST", e -> RemoteHost.nameOrAddress(e.subject()))
                .variable("REMOTE_PORT", e -> Integer.toString(transport(e.subject()).remote().getPort()))
                .variable("REMOTE_IDENT", _ -> null)
                .variable("CONN_REMOTE_ADDR", e -> e.subject().connection().clientAddress())
                .variable("CONN_LOG_ID", e -> e.subject().connection().logId())
                .variable("HTTPS", e -> onOff(transport(e.subject()).secure()))
                .variable("HTTP2", e -> onOff(e.subject().protocol() >= HTTP_2))
                .variable("IPV6", e -> onOff(e.subject().client() instanceof Inet6Address));
    }

    private static Connection transport(Request request) {
        return request.connection().transport();
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private static @Nullable String handler(Request request) {
        String named = request.handler();
        return named != null ? named : request.response().contentType();
    }

    private static String lastModified(Request request) {
        FileStatus status = request.fileStatus();
        long seconds = status == null ? 0 : status.modifiedSeconds();
        return TimeVariables.digits(Instant.ofEpochSecond(seconds).atZone(ZoneId.systemDefault()).toLocalDateTime());
    }

    private static @Nullable String scriptUser(Request request) {
        FileStatus status = request.fileStatus();
        return status == null ? null : AccountNames.user(status.uid());
    }

    private static @Nullable String scriptGroup(Request request) {
        FileStatus status = request.fileStatus();
        return status == null ? null : AccountNames.group(status.gid());
    }
}
