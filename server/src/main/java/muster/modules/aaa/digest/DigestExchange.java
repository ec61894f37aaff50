package muster.modules.aaa.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import muster.core.Authentication;
import muster.core.Kept;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// What a client has said of itself in a request, and what was found out about it. Kept with the request as it came from the client:
/// subrequests and internal redirects go by it.
final class DigestExchange {
    private static final Kept<DigestExchange> KEY = new Kept<>("digest");

    private final DigestFields fields;
    private final String method;
    /// The client's number, while its place is known; 0 otherwise.
    long client;
    /// The hash of user, realm and password, once the user has proved to know it.
    @Nullable String userHash;

    private DigestExchange(Request request, DigestFields fields) {
        this.fields = fields;
        this.method = request.method();
    }

    /// What was kept of a request, or is to be kept now.
    static DigestExchange of(Request request) {
        Request first = request;
        for (Request main = first.main(); main != null; main = first.main()) {
            first = main;
        }
        first = first.original();
        DigestExchange known = first.kept(KEY);
        if (known == null) {
            known = new DigestExchange(first, DigestFields.of(first.headers().joined("Authorization")));
            first.keep(KEY, known);
        }
        return known;
    }

    /// What was kept, if authentication had to do with this request itself.
    static @Nullable DigestExchange ofSame(Request request) {
        return request.kept(KEY);
    }

    DigestFields fields() {
        return fields;
    }

    /// What a client that knows the password has hashed: RFC 2617 §3.2.2.1, or RFC 2069's way if it names no qop.
    String expectedResponse(String hash) {
        String request = md5(method + ":" + fields.uri());
        return fields.qop() == null
                ? md5(hash + ":" + fields.nonce() + ":" + request)
                : md5(hash + ":" + fields.nonce() + ":" + fields.nonceCount() + ":" + fields.clientNonce() + ":" + fields.qop()
                        + ":" + request);
    }

    /// The value of an Authentication-Info field: that the server knows the password, too.
    String authenticationInfo(String hash, String nextNonce) {
        String count = fields.nonceCount();
        String nonce = fields.clientNonce();
        String qop = fields.qop();
        String hashed = hash + ":" + fields.nonce() + ":";
        if (count != null) {
            hashed += count + ":";
        }
        if (count != null && nonce != null) {
            hashed += nonce + ":" + (qop == null ? "" : qop) + ":" + md5(":" + fields.uri());
        }
        return "rspauth=\"" + md5(hashed) + "\"" + nextNonce
                + (nonce == null ? "" : ", cnonce=\"" + Authentication.escapeQuotes(nonce) + "\"")
                + (count == null ? "" : ", nc=" + count)
                + (qop == null ? "" : ", qop=" + qop);
    }

    static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.ISO_8859_1), other.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String md5(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
