package muster.crypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import muster.crypt.PasswordHash.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hashes that htpasswd, crypt(3) and openssl made.
final class PasswordHashTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "p,$2y$05$EurnmtEtgGA2kvPKRasmtueK53aqeBcFktphvfYITweQsSEv7hl5m",
        "p,$2b$05$abcdefghijklmnopqrstuuqwWMzKt5N8p.u2GX5MuH1t19BMWuLOW",
        "p,$apr1$fju0pjES$9.sOKQgS7hLHeVbYrJTAN.",
        "pbasic,$apr1$opONH1Fj$dX0sZdZ0rRWEk0Wj8y.Qv1",
        "p,{SHA}UWuXg/ylF+7L0dBk2i0WUxCxl1k=",
        "p,djtLkAe5pnuuI",
        "user1,NYSYdf7MU5KpU",
        "p,$5$db1B/5eA9ovpleCS$ghaefHm54caCUuK/OYfjZiFaMlTlZY69kOY7Bw9wJ3A",
        "p,$6$zkx2XuzIkaMRPLMv$Yb2JHm.zlIZScrU0KYKj3JZLYWSo/6/GWeAK0U7NiAmpUTsN0SpJAPxrIFM1FKxl9z9ckiOZdRpa6OYdqDii2/",
        "p,$7$CU..../....abcdefgh$jLrEIaCcvkw0IiJXqRpiPfVZG8B8F90aKTklIUwvoQ2",
        "p,$y$j9T$abcdefgh$dkhTX6twK1M9a.jP1tGGifxtIwjewXGX1.OUHBDVSSB",
        "p,$sha1$1000$abc$3GT9jNAW2kT6tf.Aux2E6sOehcO1",
    })
    void isChecked(String password, String hash) {
        assertEquals(Outcome.MATCH, PasswordHash.check(password, hash));
        assertEquals(Outcome.MISMATCH, PasswordHash.check(password + "x", hash));
        assertEquals(Outcome.MISMATCH, PasswordHash.check("", hash));
        assertEquals(Outcome.MISMATCH, PasswordHash.check(password, hash.substring(0, hash.length() - 1)));
    }

    /// What no method makes matches no password, least of all itself.
    @ParameterizedTest
    @ValueSource(strings = {"secret", "", "*", "*0", "*1", "x", "{SHA}", "{SSHA}abc", "$apr1$", "$2y$05$", "$6$", "$1$"})
    void matchesNothing(String hash) {
        assertNotEquals(Outcome.MATCH, PasswordHash.check(hash, hash));
        assertNotEquals(Outcome.MATCH, PasswordHash.check("", hash));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "$2y$31$EurnmtEtgGA2kvPKRasmtueK53aqeBcFktphvfYITweQsSEv7hl5m",
        "$2y$99$EurnmtEtgGA2kvPKRasmtueK53aqeBcFktphvfYITweQsSEv7hl5m",
        "$6$rounds=999999999$abc$x",
        "$5$rounds=9999999999999$abc$x",
        "$y$jzT$abcdefgh$x",
        "$y$j9z9z$abcdefgh$x",
        "$7$zU..../....abcdefgh$x",
        "$7$CUzzzz/....abcdefgh$x",
        "$sha1$4294967295$abc$x",
        "$md5,rounds=4000000000$abc$x",
    })
    void costsTooMuch(String hash) {
        assertEquals(Outcome.TOO_COSTLY, PasswordHash.check("p", hash));
    }

    /// The same method in Java and in libcrypt.
    @Test
    void md5CryptIsWhatLibcryptMakes() {
        String password = "";
        for (int length = 0; length < 70; length++) {
            String setting = "$1$" + "saltsalt".substring(0, length % 9) + "$";
            assertEquals(LibCrypt.crypt(password, setting), Md5Crypt.hash(password, Md5Crypt.CRYPT, setting));
            password += (char) ('a' + length % 26);
        }
        assertTrue(LibCrypt.isPresent());
        assertEquals(LibCrypt.crypt("\u00fc\u00ff", "$1$x$"), Md5Crypt.hash("\u00fc\u00ff", Md5Crypt.CRYPT, "$1$x$"));
    }
}
