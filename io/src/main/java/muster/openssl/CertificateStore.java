package muster.openssl;

import java.lang.ref.Reference;
import java.util.List;

/// What a context checks certificates against (`X509_STORE`).
final class CertificateStore {
    private static final int FLAG_CRL_CHECK = 0x4;
    private static final int FLAG_CRL_CHECK_ALL = 0x8;

    private static final OpenSsl.Function ADD = OpenSsl.crypto("X509_STORE_add_cert");
    private static final OpenSsl.Function ADD_LIST = OpenSsl.crypto("X509_STORE_add_crl");
    private static final OpenSsl.Function SET_FLAGS = OpenSsl.crypto("X509_STORE_set_flags");
    private static final OpenSsl.Function READ_LIST = OpenSsl.crypto("PEM_read_bio_X509_CRL");
    private static final OpenSsl.Function FREE_LIST = OpenSsl.crypto("X509_CRL_free");

    private CertificateStore() {}

    static void add(long store, List<Certificate> issuers) {
        for (Certificate issuer : issuers) {
            ADD.call(store, issuer.address());
        }
        Reference.reachabilityFence(issuers);
    }

    static void revocations(long store, List<byte[]> files, boolean leaf, boolean chain) throws OpenSslException {
        for (byte[] file : files) {
            int found = Memory.reading(file, bio -> {
                int lists = 0;
                for (long next = READ_LIST.call(bio, 0, 0, 0); next != 0; next = READ_LIST.call(bio, 0, 0, 0)) {
                    ADD_LIST.call(store, next);
                    FREE_LIST.call(next);
                    lists++;
                }
                return lists;
            });
            OpenSslException end = Errors.take("no revocation list");
            if (found == 0) {
                throw end;
            }
        }
        if (leaf || chain) {
            SET_FLAGS.call(store, chain ? FLAG_CRL_CHECK | FLAG_CRL_CHECK_ALL : FLAG_CRL_CHECK);
        }
    }
}
