package muster.modules.tls;

import java.io.IOException;
import muster.core.Request;
import muster.http.HttpException;
import muster.io.Deadline;
import muster.io.TlsConnection;
import muster.log.LogLevel;
import muster.openssl.OpenSslException;
import muster.openssl.TlsFacts;
import muster.openssl.Verification;

/// Asks a client for a certificate, or for another cipher, when it wants something that its connection isn't good enough for: by
/// post-handshake authentication under TLS 1.3, by renegotiation before (httpd's `ssl_hook_Access`).
final class ClientCertificates {
    private static final String SSL = "ssl";
    private static final String TLS_1_3 = "TLSv1.3";
    private static final int FORBIDDEN = 403;

    /// @throws HttpException 403 if the client has no certificate that will do
    /// @throws IOException if its answer ends the connection
    void ask(Request request, TlsConnection connection) throws HttpException, IOException {
        ClientSession session = Variables.session(connection);
        Verification wanted = request.get(TlsSettings.VERIFY_CLIENT);
        String ciphers = request.get(TlsSettings.CIPHERS).list();
        boolean stronger = wanted.strongerThan(session.asked());
        boolean shorter = wanted != Verification.NONE && request.get(TlsSettings.VERIFY_DEPTH) < session.depth();
        boolean otherCiphers = !ciphers.equals(session.ciphers());
        if (!stronger && !shorter && !otherCiphers) {
            return;
        }
        boolean postHandshake = new TlsFacts(connection.stream()).version().equals(TLS_1_3);
        boolean needed = stronger || shorter;
        if (otherCiphers && !postHandshake) {
            needed |= narrow(request, connection, session, ciphers);
        }
        if (!needed) {
            return;
        }
        Verification before = session.asked();
        session.ask(wanted == Verification.NONE ? before : wanted, request.get(TlsSettings.VERIFY_DEPTH));
        // A client without a certificate is answered, not hung up on.
        connection.stream().verification(wanted == Verification.REQUIRE ? Verification.OPTIONAL : session.asked());
        handshake(request, connection, session, before, postHandshake);
        settle(request, connection, session, before);
    }

    /// Whether the ciphers of a folder make a new handshake necessary.
    private static boolean narrow(Request request, TlsConnection connection, ClientSession session, String ciphers) throws HttpException {
        var facts = new TlsFacts(connection.stream());
        var before = facts.ciphers();
        if (!connection.stream().cipherList(ciphers.isEmpty() ? Ciphers.DEFAULT : ciphers)) {
            request.log().warn(SSL, 2253, "Unable to reconfigure (per-directory) permitted SSL ciphers");
            throw new HttpException(FORBIDDEN, "");
        }
        session.ciphers(ciphers);
        boolean onlyIfNeeded = request.get(TlsSettings.OPTIONS).has(SslOptions.OPT_RENEGOTIATE);
        var now = facts.ciphers();
        boolean renegotiate = onlyIfNeeded ? !now.contains(facts.cipher()) : !now.equals(before);
        if (renegotiate) {
            request.log().debug(SSL, 2220, "Reconfigured cipher suite will force renegotiation");
        }
        return renegotiate;
    }

    private static void handshake(
            Request request, TlsConnection connection, ClientSession session, Verification before, boolean postHandshake)
            throws HttpException, IOException {
        try {
            request.body(request.body().present() ? HeldBody.of(request.body(), request.get(TlsSettings.RENEGOTIATION_BUFFER)) : request.body());
        } catch (HttpException tooLong) {
            session.ask(before, session.depth());
            request.log().error(SSL, 2018, String.valueOf(tooLong.getMessage()));
            request.log().error(SSL, postHandshake ? 10228 : 2257, postHandshake
                    ? "could not buffer message body to allow TLS Post-Handshake Authentication to proceed"
                    : "could not buffer message body to allow SSL renegotiation to proceed");
            throw tooLong;
        }
        request.log().write(LogLevel.INFO, SSL, postHandshake ? 10129 : 2221,
                postHandshake ? "verify client post handshake" : "Requesting connection re-negotiation");
        try {
            if (!connection.askForCertificate(postHandshake, Deadline.inMillis(RequestChecks.patience(request)))) {
                session.ask(before, session.depth());
                refused(request, postHandshake);
            }
        } catch (OpenSslException failed) {
            if (postHandshake) {
                request.log().error(SSL, 2262, "Re-negotiation handshake failed: Client verification failed");
            } else {
                request.log().error(SSL, 2261, "Re-negotiation handshake failed");
            }
            failed.errors().forEach(line -> request.log().info(SSL, 0, "SSL Library Error: " + line));
            throw failed;
        }
    }

    private static void refused(Request request, boolean postHandshake) throws HttpException {
        if (postHandshake) {
            request.log().error(SSL, 10158, "cannot perform post-handshake authentication");
            request.notes().set("error-notes", "Reason: Cannot perform Post-Handshake Authentication.<br />");
        } else {
            request.log().error(SSL, 2225, "Re-negotiation request failed");
        }
        throw new HttpException(FORBIDDEN, "");
    }

    private static void settle(Request request, TlsConnection connection, ClientSession session, Verification before) throws HttpException {
        if (session.asked() != Verification.REQUIRE) {
            return;
        }
        var facts = new TlsFacts(connection.stream());
        if (connection.stream().verifyResult() != 0) {
            request.log().error(SSL, 2262, "Re-negotiation handshake failed: Client verification failed");
        } else if (facts.peer() == null) {
            request.log().error(SSL, 2263, "Re-negotiation handshake failed: Client certificate missing");
        } else {
            return;
        }
        // It may have one the next time.
        session.ask(before, session.depth());
        throw new HttpException(FORBIDDEN, "");
    }
}
