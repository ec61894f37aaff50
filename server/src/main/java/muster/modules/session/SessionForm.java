package muster.modules.session;

import org.jspecify.annotations.Nullable;

/// The usual stored form of a session: names and values as in a web form, `a=b&c=d`, with when it ends among them.
final class SessionForm {
    private static final String EXPIRY = "expiry";
    private static final String KEPT = "*-._";
    private static final String HEX = "0123456789abcdef";

    private SessionForm() {}

    static String encode(Session session) {
        if (session.expiry() != 0) {
            session.put(EXPIRY, Long.toString(session.expiry()));
        }
        var text = new StringBuilder();
        session.entries().forEach((name, value) -> {
            text.append(text.isEmpty() ? "" : "&");
            escape(text, name);
            text.append('=');
            escape(text, value);
        });
        return text.toString();
    }

    private static void escape(StringBuilder text, String plain) {
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || KEPT.indexOf(c) >= 0) {
                text.append(c);
            } else if (c == ' ') {
                text.append('+');
            } else {
                text.append('%').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
            }
        }
    }

    /// Puts what a text says into a session. What can't be read is left out; a name without a value is taken away.
    static void decode(Session session, String text) {
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = pair.substring(equals < 0 ? pair.length() : equals + 1);
            if (name.isEmpty()) {
                continue;
            }
            if (value.isEmpty()) {
                session.put(name, null);
                continue;
            }
            String plainName = unescaped(name);
            String plainValue = unescaped(value);
            if (plainName == null || plainValue == null) {
                continue;
            }
            if (plainName.equals(EXPIRY)) {
                session.expiry(number(plainValue));
            } else {
                session.put(plainName, plainValue);
            }
        }
    }

    private static long number(String digits) {
        int end = 0;
        while (end < digits.length() && end < 18 && Character.isDigit(digits.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Long.parseLong(digits.substring(0, end));
    }

    /// Null if an escape makes no sense, or stands for NUL.
    static @Nullable String unescaped(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+') {
                c = ' ';
            } else if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
                if (low < 0 || high == 0 && low == 0) {
                    return null;
                }
                c = (char) (high << 4 | low);
                i += 2;
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
