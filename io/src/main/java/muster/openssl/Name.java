package muster.openssl;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;

/// A distinguished name of a certificate: its subject's or its issuer's.
public final class Name {
    private static final long RFC_2253 = 1 | 2 | 4 | 16 | 0x100 | 0x200 | 1L << 16 | 1L << 20 | 1L << 24;
    private static final long ESCAPE_CONTROLS = 2;
    private static final long AS_UTF_8 = 16;

    private static final OpenSsl.Function PRINT = OpenSsl.crypto("X509_NAME_print_ex");
    private static final OpenSsl.Function ONE_LINE = OpenSsl.crypto("X509_NAME_oneline");
    private static final OpenSsl.Function FREE = OpenSsl.crypto("CRYPTO_free");
    private static final OpenSsl.Function COUNT = OpenSsl.crypto("X509_NAME_entry_count");
    private static final OpenSsl.Function ENTRY = OpenSsl.crypto("X509_NAME_get_entry");
    private static final OpenSsl.Function OBJECT = OpenSsl.crypto("X509_NAME_ENTRY_get_object");
    private static final OpenSsl.Function VALUE = OpenSsl.crypto("X509_NAME_ENTRY_get_data");
    private static final OpenSsl.Function NUMBER = OpenSsl.crypto("OBJ_obj2nid");
    private static final OpenSsl.Function PRINT_STRING = OpenSsl.crypto("ASN1_STRING_print_ex");

    private final Certificate owner;
    private final long address;

    Name(Certificate owner, long address) {
        this.owner = owner;
        this.address = address;
    }

    /// `CN=name,O=organization,C=US` (RFC 2253).
    public String text() {
        return new String(owner.printed(bio -> PRINT.call(bio, address, 0, RFC_2253)), StandardCharsets.ISO_8859_1);
    }

    /// `/C=US/O=organization/CN=name`, as older software has it.
    public String oneLine() {
        long text = ONE_LINE.call(address, 0, 0);
        try {
            return OpenSsl.text(text);
        } finally {
            FREE.call(text, 0, 0);
            Reference.reachabilityFence(owner);
        }
    }

    /// How many parts the name has.
    public int size() {
        try {
            return (int) COUNT.call(address);
        } finally {
            Reference.reachabilityFence(owner);
        }
    }

    /// What kind a part is of, as OpenSSL numbers them (`NID_`).
    public int kind(int index) {
        try {
            return (int) NUMBER.call(OBJECT.call(ENTRY.call(address, index)));
        } finally {
            Reference.reachabilityFence(owner);
        }
    }

    /// A part as UTF-8, one byte a character.
    /// @param raw with control characters as they are
    public String part(int index, boolean raw) {
        long flags = raw ? AS_UTF_8 : ESCAPE_CONTROLS | AS_UTF_8;
        byte[] text = owner.printed(bio -> PRINT_STRING.call(bio, VALUE.call(ENTRY.call(address, index)), flags));
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
