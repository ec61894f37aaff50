package muster.openssl;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An X.509 certificate.
public final class Certificate {
    private static final OpenSsl.Function READ_PEM = OpenSsl.crypto("PEM_read_bio_X509_AUX");
    private static final OpenSsl.Function READ_DER = OpenSsl.crypto("d2i_X509_bio");
    private static final OpenSsl.Function WRITE_PEM = OpenSsl.crypto("PEM_write_bio_X509");
    private static final OpenSsl.Function WRITE_DER = OpenSsl.crypto("i2d_X509_bio");
    private static final OpenSsl.Function FREE = OpenSsl.crypto("X509_free");
    private static final OpenSsl.Function UP_REF = OpenSsl.crypto("X509_up_ref");
    private static final int NO_START_LINE = 108;

    private final Handle handle;

    private Certificate(long address) {
        this.handle = Handle.owned(address, FREE);
    }

    /// Takes a reference over that the library gave.
    static Certificate owned(long address) {
        return new Certificate(address);
    }

    /// A certificate that something else owns: shared with it.
    static Certificate shared(long address) {
        UP_REF.call(address);
        return new Certificate(address);
    }

    /// All certificates of a PEM file, in their order, or the one of a DER file.
    /// @throws OpenSslException if there is none, or one is broken
    public static List<Certificate> read(byte[] content) throws OpenSslException {
        Errors.clear();
        var all = new ArrayList<Certificate>();
        boolean pem = new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
        if (!pem) {
            long one = Memory.reading(content, bio -> READ_DER.call(bio, 0));
            if (one == 0) {
                throw Errors.take("no certificate");
            }
            return List.of(new Certificate(one));
        }
        Memory.reading(content, bio -> {
            for (long next = READ_PEM.call(bio, 0, 0, 0); next != 0; next = READ_PEM.call(bio, 0, 0, 0)) {
                all.add(new Certificate(next));
            }
            return all;
        });
        OpenSslException end = Errors.take("no certificate");
        // What ends a file of certificates is the error that there is no further one (PEM_R_NO_START_LINE).
        if (all.isEmpty() || end.reason() != NO_START_LINE) {
            throw end;
        }
        return all;
    }

    public String pem() {
        return new String(printed(bio -> WRITE_PEM.call(bio, address())), StandardCharsets.ISO_8859_1);
    }

    public byte[] der() {
        return printed(bio -> WRITE_DER.call(bio, address()));
    }

    /// What a function of the library writes about this certificate.
    byte[] printed(Memory.Use<?> printer) {
        try {
            return Memory.written(printer);
        } catch (OpenSslException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /// Whoever passes this on to the library keeps the certificate reachable until the call is over.
    long address() {
        return handle.address();
    }
}
