package muster.openssl;

import org.jspecify.annotations.Nullable;

/// What a stream asks its owner during a handshake. The library is in the middle of a call meanwhile: an answer may not wait.
public interface TlsEvents {
    /// The client has said whom it wants to speak to.
    /// @param serverName as in its SNI extension; null if it has none
    /// @param protocols those it speaks, in its order, as in its ALPN extension; empty if it has none
    /// @return what the handshake goes on with; null refuses it with the alert `unrecognized_name`
    @Nullable TlsContext hello(@Nullable String serverName, byte[] protocols);

    /// The protocol to speak: one of `offered`, or null to speak none in particular.
    /// @param offered in the client's order, each with its length before it (RFC 7301 §3.1)
    @Nullable String protocol(byte[] offered);

    /// Whether a certificate of the peer's chain will do.
    /// @param accepted what the library thinks
    /// @param error its reason, as `X509_V_ERR_...`; 0 if there is none
    /// @param depth 0 for the peer's own certificate
    Judgement verify(boolean accepted, int error, int depth, Certificate certificate);

    /// What becomes of a certificate of the peer's chain.
    enum Judgement {
        REFUSE,
        /// The handshake goes on; what was wrong, if anything was, is remembered as the outcome.
        ACCEPT,
        /// The handshake goes on as if nothing had been wrong.
        FORGIVE
    }

    /// A response of the issuer's OCSP responder about the server's certificate, in DER; null if there is none.
    byte @Nullable [] staple();
}
