package muster.openssl;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a certificate says, in the words OpenSSL prints it with.
public final class CertificateFacts {
    private static final int SUBJECT_ALT_NAME = 85;
    private static final long ESCAPE_CONTROLS_AS_UTF_8 = 2 | 16;
    private static final int STRING_UTF_8 = 12;
    private static final int STRING_IA5 = 22;

    private static final OpenSsl.Function VERSION = OpenSsl.crypto("X509_get_version");
    private static final OpenSsl.Function SERIAL = OpenSsl.crypto("X509_get_serialNumber");
    private static final OpenSsl.Function PRINT_INTEGER = OpenSsl.crypto("i2a_ASN1_INTEGER");
    private static final OpenSsl.Function NOT_BEFORE = OpenSsl.crypto("X509_get0_notBefore");
    private static final OpenSsl.Function NOT_AFTER = OpenSsl.crypto("X509_get0_notAfter");
    private static final OpenSsl.Function PRINT_TIME = OpenSsl.crypto("ASN1_TIME_print");
    private static final OpenSsl.Function TIME_DIFFERENCE = OpenSsl.crypto("ASN1_TIME_diff");
    private static final OpenSsl.Function SUBJECT = OpenSsl.crypto("X509_get_subject_name");
    private static final OpenSsl.Function ISSUER = OpenSsl.crypto("X509_get_issuer_name");
    private static final OpenSsl.Function SIGNATURE = OpenSsl.crypto("X509_get_signature_nid");
    private static final OpenSsl.Function PUBLIC_KEY = OpenSsl.crypto("X509_get0_pubkey");
    private static final OpenSsl.Function KEY_KIND = OpenSsl.crypto("EVP_PKEY_get_base_id");
    private static final OpenSsl.Function LONG_NAME = OpenSsl.crypto("OBJ_nid2ln");
    private static final OpenSsl.Function EXTENSION = OpenSsl.crypto("X509_get_ext_d2i");
    private static final OpenSsl.Function STACK_SIZE = OpenSsl.crypto("OPENSSL_sk_num");
    private static final OpenSsl.Function STACK_ITEM = OpenSsl.crypto("OPENSSL_sk_value");
    private static final OpenSsl.Function NAME_VALUE = OpenSsl.crypto("GENERAL_NAME_get0_value");
    private static final OpenSsl.Function OTHER_VALUE = OpenSsl.crypto("GENERAL_NAME_get0_otherName");
    private static final OpenSsl.Function NAMES_FREE = OpenSsl.crypto("GENERAL_NAMES_free");
    private static final OpenSsl.Function PRINT_STRING = OpenSsl.crypto("ASN1_STRING_print_ex");
    private static final OpenSsl.Function STRING_BYTES = OpenSsl.crypto("ASN1_STRING_get0_data");
    private static final OpenSsl.Function STRING_LENGTH = OpenSsl.crypto("ASN1_STRING_length");
    private static final OpenSsl.Function STRING_FREE = OpenSsl.crypto("ASN1_STRING_free");
    private static final OpenSsl.Function READ_DISPLAY_TEXT = OpenSsl.crypto("d2i_DISPLAYTEXT");
    private static final OpenSsl.Function STRING_TYPE = OpenSsl.crypto("ASN1_STRING_type");
    private static final OpenSsl.Function OBJECT_OF_TEXT = OpenSsl.crypto("OBJ_txt2obj");
    private static final OpenSsl.Function OBJECT_FREE = OpenSsl.crypto("ASN1_OBJECT_free");
    private static final OpenSsl.Function OBJECT_COMPARE = OpenSsl.crypto("OBJ_cmp");
    private static final OpenSsl.Function EXTENSION_COUNT = OpenSsl.crypto("X509_get_ext_count");
    private static final OpenSsl.Function EXTENSION_AT = OpenSsl.crypto("X509_get_ext");
    private static final OpenSsl.Function EXTENSION_OBJECT = OpenSsl.crypto("X509_EXTENSION_get_object");
    private static final OpenSsl.Function EXTENSION_DATA = OpenSsl.crypto("X509_EXTENSION_get_data");
    private static final OpenSsl.Function PRINT_EXTENSION = OpenSsl.crypto("X509V3_EXT_print");
    private static final OpenSsl.Function MATCHES_HOST = OpenSsl.crypto("X509_check_host");
    private static final OpenSsl.Function IS_CA = OpenSsl.crypto("X509_check_ca");
    private static final OpenSsl.Function ERROR_TEXT = OpenSsl.crypto("X509_verify_cert_error_string");

    private final Certificate certificate;

    public CertificateFacts(Certificate certificate) {
        this.certificate = certificate;
    }

    /// What kind of alternative name is looked for.
    public enum NameKind {
        EMAIL(1),
        DNS(2),
        /// An `otherName` of Microsoft's user principal names.
        UPN(0),
        /// An `otherName` of SRV records (RFC 4985).
        SRV(0);

        private final int type;

        NameKind(int type) {
            this.type = type;
        }
    }

    public String version() {
        return Long.toString(VERSION.call(address()) + 1);
    }

    /// In hexadecimal.
    public String serial() {
        return printed(bio -> PRINT_INTEGER.call(bio, SERIAL.call(address())));
    }

    public String notBefore() {
        return printed(bio -> PRINT_TIME.call(bio, NOT_BEFORE.call(address())));
    }

    public String notAfter() {
        return printed(bio -> PRINT_TIME.call(bio, NOT_AFTER.call(address())));
    }

    /// How many days it is still good, 0 if it isn't.
    public int daysLeft() {
        return (int) Math.max(0, secondsLeft() / 86_400);
    }

    /// How many seconds it is still good; negative when it has expired.
    public long secondsLeft() {
        try (var arena = Arena.ofConfined()) {
            var days = arena.allocate(JAVA_INT);
            var seconds = arena.allocate(JAVA_INT);
            TIME_DIFFERENCE.call(days.address(), seconds.address(), 0, NOT_AFTER.call(address()));
            Reference.reachabilityFence(certificate);
            return days.get(JAVA_INT, 0) * 86_400L + seconds.get(JAVA_INT, 0);
        }
    }

    public Name subject() {
        return new Name(certificate, SUBJECT.call(address()));
    }

    public Name issuer() {
        return new Name(certificate, ISSUER.call(address()));
    }

    /// `sha256WithRSAEncryption`.
    public String signature() {
        return name((int) SIGNATURE.call(address()));
    }

    /// `rsaEncryption`.
    public String key() {
        return name((int) KEY_KIND.call(PUBLIC_KEY.call(address())));
    }

    private String name(int number) {
        Reference.reachabilityFence(certificate);
        return number == 0 ? "UNKNOWN" : OpenSsl.text(LONG_NAME.call(number));
    }

    /// Whether it is one for issuing others.
    public boolean isAuthority() {
        int ca = (int) IS_CA.call(address());
        Reference.reachabilityFence(certificate);
        return ca == 1 || ca == 4;
    }

    /// Whether it is made out to a host.
    public boolean matches(String host) {
        try (var arena = Arena.ofConfined()) {
            int well = (int) MATCHES_HOST.call(address(), OpenSsl.text(arena, host), host.length(), 0);
            Reference.reachabilityFence(certificate);
            return well == 1;
        } finally {
            Errors.clear();
        }
    }

    /// The alternative names of one kind, in order, one byte a character.
    public List<String> alternativeNames(NameKind kind) {
        var found = new ArrayList<String>();
        long names = EXTENSION.call(address(), SUBJECT_ALT_NAME, 0, 0);
        if (names == 0) {
            return found;
        }
        try (var arena = Arena.ofConfined()) {
            var type = arena.allocate(JAVA_INT);
            for (int i = 0; i < (int) STACK_SIZE.call(names); i++) {
                long name = STACK_ITEM.call(names, i);
                long value = NAME_VALUE.call(name, type.address());
                if (type.get(JAVA_INT, 0) != kind.type) {
                    continue;
                }
                long text = kind.type == 0 ? otherName(name, kind, arena) : value;
                if (text != 0) {
                    found.add(printed(bio -> PRINT_STRING.call(bio, text, ESCAPE_CONTROLS_AS_UTF_8)));
                }
            }
        } finally {
            NAMES_FREE.call(names);
            Reference.reachabilityFence(certificate);
        }
        return found;
    }

    /// The text in an `otherName`, if it is of the kind that is looked for; 0 if not.
    private static long otherName(long name, NameKind kind, Arena arena) {
        var object = arena.allocate(java.lang.foreign.ValueLayout.JAVA_LONG);
        var value = arena.allocate(java.lang.foreign.ValueLayout.JAVA_LONG);
        if ((int) OTHER_VALUE.call(name, object.address(), value.address()) != 1) {
            return 0;
        }
        String wanted = kind == NameKind.UPN ? "1.3.6.1.4.1.311.20.2.3" : "1.3.6.1.5.5.7.8.7";
        long known = OBJECT_OF_TEXT.call(OpenSsl.text(arena, wanted), 1);
        try {
            if ((int) OBJECT_COMPARE.call(known, object.get(java.lang.foreign.ValueLayout.JAVA_LONG, 0)) != 0) {
                return 0;
            }
        } finally {
            OBJECT_FREE.call(known);
        }
        // An ASN1_TYPE: its kind, and behind it (aligned) the string.
        var typed = java.lang.foreign.MemorySegment.ofAddress(value.get(java.lang.foreign.ValueLayout.JAVA_LONG, 0)).reinterpret(16);
        long text = typed.get(java.lang.foreign.ValueLayout.JAVA_LONG, 8);
        int type = (int) STRING_TYPE.call(text);
        return type == (kind == NameKind.UPN ? STRING_UTF_8 : STRING_IA5) ? text : 0;
    }

    /// The extensions with an identifier, printed: `PeerExtList`.
    /// @param identifier with dots between its numbers, or a name OpenSSL knows
    /// @return null if there is no such identifier
    public @org.jspecify.annotations.Nullable List<String> extensions(String identifier) {
        try (var arena = Arena.ofConfined()) {
            long wanted = OBJECT_OF_TEXT.call(OpenSsl.text(arena, identifier), 0);
            Errors.clear();
            if (wanted == 0) {
                return null;
            }
            try {
                return extensions(wanted);
            } finally {
                OBJECT_FREE.call(wanted);
                Reference.reachabilityFence(certificate);
            }
        }
    }

    private List<String> extensions(long object) {
        var found = new ArrayList<String>();
        for (int i = 0; i < (int) EXTENSION_COUNT.call(address()); i++) {
            long extension = EXTENSION_AT.call(address(), i);
            if ((int) OBJECT_COMPARE.call(EXTENSION_OBJECT.call(extension), object) != 0) {
                continue;
            }
            var known = new boolean[1];
            String text = printed(bio -> {
                known[0] = (int) PRINT_EXTENSION.call(bio, extension, 0, 0) == 1;
                return null;
            });
            String shown = known[0] ? text : displayText(EXTENSION_DATA.call(extension));
            if (shown != null) {
                found.add(shown);
            }
        }
        return found;
    }

    /// What an extension that the library doesn't know holds, if it is a text (a `DisplayText` of RFC 5280).
    private @org.jspecify.annotations.Nullable String displayText(long data) {
        try (var arena = Arena.ofConfined()) {
            var place = arena.allocate(java.lang.foreign.ValueLayout.JAVA_LONG);
            place.set(java.lang.foreign.ValueLayout.JAVA_LONG, 0, STRING_BYTES.call(data));
            long text = READ_DISPLAY_TEXT.call(0, place.address(), STRING_LENGTH.call(data));
            if (text == 0) {
                Errors.clear();
                return null;
            }
            String shown = printed(bio -> PRINT_STRING.call(bio, text, ESCAPE_CONTROLS_AS_UTF_8));
            STRING_FREE.call(text);
            return shown;
        }
    }

    /// What an `X509_V_ERR_` number means.
    public static String errorText(int error) {
        return OpenSsl.text(ERROR_TEXT.call(error));
    }

    private String printed(Memory.Use<?> printer) {
        String text = new String(certificate.printed(printer), StandardCharsets.ISO_8859_1);
        Errors.clear();
        return text;
    }

    private long address() {
        return certificate.address();
    }
}
