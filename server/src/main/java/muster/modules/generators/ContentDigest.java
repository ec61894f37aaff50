package muster.modules.generators;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import muster.io.OpenFile;

/// Digests of a file's content, in Base64: for `FileETag Digest` and `ContentDigest`. They tell versions of a file apart
/// and find damage in transit; nothing is protected by them.
enum ContentDigest {
    SHA_1("SHA-1"),
    MD5("MD5");

    private final String algorithm;

    ContentDigest(String algorithm) {
        this.algorithm = algorithm;
    }

    String of(byte[] content) {
        return text(digest().digest(content));
    }

    /// Reads all of the file: what it is now, should it have changed since it was opened.
    String of(OpenFile file) throws IOException {
        var digest = digest();
        var buffer = new byte[32 * 1024];
        long at = 0;
        for (int n = file.read(buffer, 0, buffer.length, at); n > 0; n = file.read(buffer, 0, buffer.length, at)) {
            digest.update(buffer, 0, n);
            at += n;
        }
        return text(digest.digest());
    }

    private static String text(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has " + algorithm, missing);
        }
    }
}
