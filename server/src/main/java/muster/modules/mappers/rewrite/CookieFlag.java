package muster.modules.mappers.rewrite;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringTokenizer;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// `CO=name:value:domain:minutes:path:secure:httponly:samesite`; a text that starts with `;` is separated by semicolons instead.
///
/// Unlike httpd, which forgets it then, HttpOnly is also set where the cookie isn't Secure.
final class CookieFlag {
    private static final DateTimeFormatter EXPIRES =
            DateTimeFormatter.ofPattern("EEE, dd-MMM-yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final int SECONDS = 60;

    private CookieFlag() {}

    static void set(Rewriting at, String text) {
        boolean semicolons = text.startsWith(";");
        var words = new StringTokenizer(semicolons ? text.substring(1) : text, semicolons ? ";" : ":");
        String name = next(words);
        String value = next(words);
        String domain = next(words);
        if (name == null || value == null || domain == null) {
            return;
        }
        Request first = first(at.request());
        String note = name + "_rewrite";
        if (first.notes().has(note)) {
            at.traceOf(first, 5, "skipping already set cookie '" + name + "'");
            return;
        }
        String cookie = name + "=" + value + attributes(first, domain, words);
        first.response().errorHeaders().add("Set-Cookie", cookie);
        first.notes().set(note, "set");
        at.traceOf(first, 5, "setting cookie '" + cookie + "'");
    }

    /// What came from the client: a cookie is set once, however often its rule applies.
    private static Request first(Request request) {
        Request first = request.original();
        while (first.main() != null) {
            first = first.main().original();
        }
        return first;
    }

    private static @Nullable String next(StringTokenizer words) {
        return words.hasMoreTokens() ? words.nextToken() : null;
    }

    private static String attributes(Request request, String domain, StringTokenizer words) {
        String minutes = next(words);
        String path = next(words);
        var text = new StringBuilder("; path=").append(path == null ? "/" : path);
        text.append("; domain=").append(domain);
        int lifetime = minutes == null ? 0 : Numbers.leading(minutes);
        if (lifetime != 0) {
            Instant end = Instant.ofEpochMilli(request.startMillis()).plusSeconds((long) SECONDS * lifetime);
            text.append("; expires=").append(EXPIRES.format(end.atOffset(ZoneOffset.UTC)));
        }
        if (isSet(next(words), "secure")) {
            text.append("; secure");
        }
        if (isSet(next(words), "HttpOnly")) {
            text.append("; HttpOnly");
        }
        String sameSite = next(words);
        if (sameSite != null && !sameSite.equals("0") && !sameSite.equalsIgnoreCase("false")) {
            text.append("; SameSite=").append(sameSite);
        }
        return text.toString();
    }

    private static boolean isSet(@Nullable String word, String name) {
        return word != null && (word.equals("1") || word.equalsIgnoreCase("true") || word.equalsIgnoreCase(name));
    }
}
