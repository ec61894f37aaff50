package muster.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A media type such as `text/html; charset=utf-8` (RFC 9110 §8.3.1), or a range of them such as `text/*`.
///
/// @param type in small letters; `*` for any
/// @param subtype in small letters; `*` for any
/// @param text as it was written, with its parameters
public record MediaType(String type, String subtype, String text) {
    /// @return null if it is none
    public static @Nullable MediaType parse(String text) {
        String whole = text.strip();
        int end = TokenList.find(whole, 0, whole.length(), ';');
        String essence = whole.substring(0, end).strip();
        int slash = essence.indexOf('/');
        if (slash < 0) {
            return null;
        }
        String type = essence.substring(0, slash);
        String subtype = essence.substring(slash + 1);
        if (!CharClass.all(type, CharClass.TOKEN) || !CharClass.all(subtype, CharClass.TOKEN)) {
            return null;
        }
        return new MediaType(type.toLowerCase(Locale.ROOT), subtype.toLowerCase(Locale.ROOT), whole);
    }

    /// `text/html`, without parameters.
    public String essence() {
        return type + "/" + subtype;
    }

    /// The value of a parameter, whatever the case of its name; null if there is none.
    public @Nullable String parameter(String name) {
        return TokenList.parameter(text, name);
    }

    /// The weight of an element of Accept, 0 to 1000; 1000 if it says none, 0 if it is malformed.
    public int quality() {
        return quality(parameter("q"));
    }

    /// The weight that a `q` parameter stands for in thousandths (RFC 9110 §12.4.2); null counts as 1.
    public static int quality(@Nullable String q) {
        if (q == null) {
            return 1000;
        }
        if (q.isEmpty() || q.length() > 5 || q.charAt(0) != '0' && q.charAt(0) != '1') {
            return 0;
        }
        int value = (q.charAt(0) - '0') * 1000;
        for (int i = 1, unit = 1000; i < q.length(); i++, unit /= 10) {
            char c = q.charAt(i);
            if (i == 1 ? c != '.' : !CharClass.isDigit(c)) {
                return 0;
            }
            value += i == 1 ? 0 : (c - '0') * unit;
        }
        return Math.min(1000, value);
    }

    /// Whether a type belongs to this range.
    public boolean includes(MediaType other) {
        return type.equals("*") || type.equals(other.type) && (subtype.equals("*") || subtype.equals(other.subtype));
    }
}
