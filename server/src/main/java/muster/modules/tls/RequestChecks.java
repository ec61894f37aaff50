package muster.modules.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import muster.core.HostChoice;
import muster.core.Request;
import muster.core.ServerNames;
import muster.core.ServerSettings;
import muster.core.Verdict;
import muster.core.VirtualHost;
import muster.expr.EvaluationException;
import muster.http.HttpException;
import muster.io.TlsConnection;
import muster.log.LogLevel;
import muster.openssl.Certificate;
import muster.openssl.CertificateFacts;
import muster.openssl.TlsFacts;
import muster.pattern.PatternLimitException;
import org.jspecify.annotations.Nullable;

/// What TLS has to say about a request: whether it came the right way, and who sent it.
final class RequestChecks {
    private static final String SSL = "ssl";
    private static final String NOTES = "error-notes";
    private static final String FORBIDDEN_NOTE = "ssl-access-forbidden";
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;

    private final ClientCertificates certificates = new ClientCertificates();

    /// Whether the request belongs on this connection.
    Verdict received(Request request) throws HttpException {
        if (request.connection().transport() instanceof SpokenPlainly) {
            throw spokenPlainly(request);
        }
        TlsConnection connection = Variables.secure(request);
        if (connection == null) {
            return Verdict.DECLINED;
        }
        ClientSession session = Variables.session(connection);
        checkName(request, session);
        if (request.log().on(LogLevel.DEBUG, SSL)) {
            int before = request.connection().keepAlives();
            request.log().debug(SSL, 2034, (before == 0 ? "Initial (No.1)" : "Subsequent (No." + (before + 1) + ")")
                    + " HTTPS request received for child " + request.connection().id() + " (server " + HostSecurity.id(request.host(), true) + ")");
        }
        return Verdict.DECLINED;
    }

    private static HttpException spokenPlainly(Request request) {
        int port = ServerNames.port(request);
        String shown = port == 443 ? "" : ":" + port;
        String url = "https://" + ServerNames.nameForUrl(request) + shown + "/";
        request.notes().set(NOTES, "Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />\n"
                + " Instead use the HTTPS scheme to access this URL, please.<br />\n");
        return new HttpException(BAD_REQUEST, "HTTP spoken on " + url);
    }

    /// A request for another host than the one the handshake was made for is only answered if both ask the same of clients.
    private static void checkName(Request request, ClientSession session) throws HttpException {
        String name = session.serverName();
        if (name != null && request.hostName().isEmpty()) {
            request.log().error(SSL, 2031, "Hostname " + name + " provided via SNI, but no hostname provided in HTTP request");
            throw new HttpException(BAD_REQUEST, "");
        }
        VirtualHost wanted = request.host();
        VirtualHost had = session.host().host();
        if (name == null && strict(wanted, had) && manyHosts(request)) {
            request.log().error(SSL, 2033, "No hostname was provided via SNI for a name based virtual host");
            request.notes().set(NOTES, "Reason: The client software did not provide a hostname using Server Name Indication (SNI), which is"
                    + " required to access this server.<br />\n");
            throw new HttpException(FORBIDDEN, "");
        }
        var policy = request.server().mainHost().settings().get(TlsSettings.SNI_POLICY);
        if (wanted != had && !HostSecurity.compatible(wanted.settings(), had.settings(), policy)) {
            request.log().error(SSL, 2032, "Hostname " + (name == null ? had.serverName() + " (default host as no SNI was provided)" : name + " provided via SNI")
                    + " and hostname " + request.hostName() + " provided via HTTP have no compatible SSL setup for policy '"
                    + policy.name().toLowerCase(Locale.ROOT) + "'");
            throw new HttpException(MISDIRECTED, "");
        }
    }

    private static boolean strict(VirtualHost wanted, VirtualHost had) {
        return wanted.settings().get(TlsSettings.STRICT_SNI) || had.settings().get(TlsSettings.STRICT_SNI);
    }

    /// Whether names choose between hosts at this connection's address.
    private static boolean manyHosts(Request request) {
        HostChoice choice = request.server().hosts();
        var local = request.connection().local();
        VirtualHost first = choice.byAddress(local);
        return request.server().virtualHosts().stream()
                .anyMatch(host -> host != first && choice.byName(local, host.serverName(), 0) == host);
    }

    /// Whether the request may go on.
    Verdict access(Request request) throws HttpException, IOException {
        TlsConnection connection = Variables.secure(request);
        if (connection == null) {
            if (request.get(TlsSettings.REQUIRE_SSL)) {
                request.log().error(SSL, 2219, "access to " + place(request) + " failed, reason: SSL connection required");
                request.notes().set(FORBIDDEN_NOTE, "1");
                throw new HttpException(FORBIDDEN, "");
            }
            return Verdict.DECLINED;
        }
        certificates.ask(request, connection);
        for (RequiredExpression required : request.get(TlsSettings.REQUIRED)) {
            check(request, required);
        }
        userName(request);
        return Verdict.DECLINED;
    }

    private static String place(Request request) {
        return request.file() == null ? request.path().text() : request.file().text();
    }

    private static void check(Request request, RequiredExpression required) throws HttpException {
        boolean holds;
        try {
            holds = required.condition().test(request);
        } catch (EvaluationException | PatternLimitException failed) {
            request.log().error(SSL, 2265, "access to " + place(request) + " failed, reason: Failed to execute SSL requirement expression: "
                    + failed.getMessage());
            request.notes().set(FORBIDDEN_NOTE, "1");
            throw new HttpException(FORBIDDEN, "");
        }
        if (!holds) {
            request.log().info(SSL, 2266, "Access to " + place(request) + " denied for " + request.connection().clientAddress()
                    + " (requirement expression not fulfilled)");
            request.log().info(SSL, 2228, "Failed expression: " + required.condition());
            request.log().error(SSL, 2229, "access to " + place(request) + " failed, reason: SSL requirement expression not fulfilled");
            request.notes().set(FORBIDDEN_NOTE, "1");
            throw new HttpException(FORBIDDEN, "");
        }
    }

    private static void userName(Request request) {
        String variable = request.get(TlsSettings.USER_NAME);
        if (variable.isEmpty()) {
            return;
        }
        String value = Variables.value(request, variable);
        if (value == null || value.isEmpty()) {
            request.log().warn(SSL, 2227, "Failed to set r->user to '" + variable + "'");
        } else {
            request.authenticated(value, request.authType());
        }
    }

    /// Makes the client's certificate look like a name and a password (SSLOptions FakeBasicAuth), and sees to it that nobody types those.
    Verdict user(Request request) throws HttpException {
        SslOptions options = request.get(TlsSettings.OPTIONS);
        if (options.has(SslOptions.STRICT_REQUIRE) && request.notes().has(FORBIDDEN_NOTE)) {
            throw new HttpException(FORBIDDEN, "");
        }
        String typed = credentials(request);
        if (typed != null && typed.startsWith("/") && typed.endsWith(":password") && request.main() == null && request.previous() == null) {
            request.log().error(SSL, 2035, "Encountered FakeBasicAuth spoof: " + typed.substring(0, typed.length() - 9));
            throw new HttpException(FORBIDDEN, "");
        }
        TlsConnection connection = Variables.secure(request);
        if (connection == null || !options.has(SslOptions.FAKE_BASIC_AUTH) || request.user() != null) {
            return Verdict.DECLINED;
        }
        Certificate certificate = new TlsFacts(connection.stream()).peer();
        if (certificate == null) {
            return Verdict.DECLINED;
        }
        String name = new CertificateFacts(certificate).subject().oneLine().replace(":", "%3a");
        String header = "Basic " + Base64.getEncoder().encodeToString((name + ":password").getBytes(StandardCharsets.ISO_8859_1));
        request.headers().set("Authorization", header);
        request.log().info(SSL, 2036, "Faking HTTP Basic Auth header: \"Authorization: " + header + "\"");
        return Verdict.DECLINED;
    }

    private static @Nullable String credentials(Request request) {
        String header = request.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            return new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /// The time that a client has for a further handshake.
    static int patience(Request request) {
        return request.host().settings().get(ServerSettings.TIMEOUT);
    }
}
