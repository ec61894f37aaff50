package muster.modules.metadata.usertrack;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import muster.config.ConfigSlot;
import org.jspecify.annotations.Nullable;

/// What a section says of the cookie. The innermost section that says anything says everything, as in httpd.
///
/// @param domain null for the host's own
/// @param sameSite an attribute, or null
record TrackSettings(
        boolean on,
        String cookie,
        @Nullable String domain,
        Style style,
        @Nullable String sameSite,
        boolean secure,
        boolean httpOnly) {
    static final ConfigSlot<TrackSettings> SLOT = ConfigSlot.directoryValue(
            "mod_usertrack", new TrackSettings(false, "Apache", null, Style.NETSCAPE, null, false, false));

    /// CookieExpires: how many seconds a cookie is kept; 0 for as long as the browser runs. It holds in inner sections whatever those say.
    static final ConfigSlot<Long> SECONDS = ConfigSlot.directoryValue("CookieExpires", 0L);

    private static final DateTimeFormatter EXPIRES =
            DateTimeFormatter.ofPattern("EEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /// CookieStyle.
    enum Style {
        /// `expires` with a date.
        NETSCAPE,
        /// RFC 2109: `max-age`.
        COOKIE,
        /// RFC 2965: `Set-Cookie2`.
        COOKIE2
    }

    TrackSettings with(boolean switchedOn) {
        return new TrackSettings(switchedOn, cookie, domain, style, sameSite, secure, httpOnly);
    }

    TrackSettings withCookie(String name) {
        return new TrackSettings(on, name, domain, style, sameSite, secure, httpOnly);
    }

    TrackSettings withDomain(String name) {
        return new TrackSettings(on, cookie, name, style, sameSite, secure, httpOnly);
    }

    TrackSettings with(Style chosen) {
        return new TrackSettings(on, cookie, domain, chosen, sameSite, secure, httpOnly);
    }

    TrackSettings withSameSite(String attribute) {
        return new TrackSettings(on, cookie, domain, style, attribute, secure, httpOnly);
    }

    TrackSettings withSecure(boolean flag) {
        return new TrackSettings(on, cookie, domain, style, sameSite, flag, httpOnly);
    }

    TrackSettings withHttpOnly(boolean flag) {
        return new TrackSettings(on, cookie, domain, style, sameSite, secure, flag);
    }

    String field() {
        return style == Style.COOKIE2 ? "Set-Cookie2" : "Set-Cookie";
    }

    /// The whole value of the field that sets the cookie.
    String text(String value, long nowMillis, long seconds) {
        var text = new StringBuilder(cookie).append('=').append(value).append("; path=/");
        if (seconds > 0 && style == Style.NETSCAPE) {
            text.append("; expires=").append(EXPIRES.format(Instant.ofEpochSecond(nowMillis / 1000 + seconds)));
        } else if (seconds > 0) {
            text.append("; max-age=").append(seconds);
        }
        if (domain != null) {
            text.append("; domain=").append(domain).append(style == Style.COOKIE2 ? "; version=1" : "");
        }
        if (sameSite != null) {
            text.append("; ").append(sameSite);
        }
        if (secure) {
            text.append("; Secure");
        }
        if (httpOnly) {
            text.append("; HttpOnly");
        }
        return text.toString();
    }
}
