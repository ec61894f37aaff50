package muster.modules.tls;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What SSLOptions says, merged as httpd merges it: a line without signs starts anew, signed words change what is outside.
///
/// @param absolute whether a line without signs was there
/// @param on bits of words that are on
/// @param off bits of words that were taken away
record SslOptions(boolean absolute, int on, int off) {
    static final SslOptions UNSET = new SslOptions(false, 0, 0);

    static final int STD_ENV_VARS = 1;
    static final int EXPORT_CERT_DATA = 2;
    static final int FAKE_BASIC_AUTH = 4;
    static final int STRICT_REQUIRE = 8;
    static final int OPT_RENEGOTIATE = 16;
    static final int LEGACY_DN = 32;

    /// The bit of a word; 0 if there is no such word.
    static int bit(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "stdenvvars" -> STD_ENV_VARS;
            case "exportcertdata" -> EXPORT_CERT_DATA;
            case "fakebasicauth" -> FAKE_BASIC_AUTH;
            case "strictrequire" -> STRICT_REQUIRE;
            case "optrenegotiate" -> OPT_RENEGOTIATE;
            case "legacydnstringformat" -> LEGACY_DN;
            default -> 0;
        };
    }

    SslOptions with(@Nullable Character sign, int bit) {
        if (sign == null) {
            return new SslOptions(true, bit, 0);
        }
        return sign == '+' ? new SslOptions(absolute, on | bit, off & ~bit) : new SslOptions(absolute, on & ~bit, off | bit);
    }

    SslOptions over(SslOptions outer) {
        return absolute ? this : new SslOptions(outer.absolute, outer.on & ~off | on, (outer.off | off) & ~on);
    }

    boolean has(int bit) {
        return (on & bit) != 0;
    }
}
