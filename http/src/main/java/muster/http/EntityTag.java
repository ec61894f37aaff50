package muster.http;

/// Entity tags as text, `"abc"` or `W/"abc"`, and the lists of them in If-Match and If-None-Match (RFC 9110 §8.8.3).
///
/// Lists are walked where they stand, without making tags of them. What isn't quoted is taken up to the next comma
/// or blank and compared as it is, as httpd does.
public final class EntityTag {
    private EntityTag() {}

    /// Whether a condition's value is `*`: any current representation will do.
    public static boolean isAny(String list) {
        return list.length() == 1 && list.charAt(0) == '*';
    }

    public static boolean isWeak(String tag) {
        return tag.startsWith("W/");
    }

    /// Whether both are strong and the same (If-Match, If-Range).
    public static boolean sameStrong(String one, String other) {
        return !isWeak(one) && one.equals(other);
    }

    /// Whether they are the same but for weakness (If-None-Match).
    public static boolean sameWeak(String one, String other) {
        int from = isWeak(one) ? 2 : 0;
        int otherFrom = isWeak(other) ? 2 : 0;
        int length = one.length() - from;
        return length == other.length() - otherFrom && one.regionMatches(from, other, otherFrom, length);
    }

    /// Whether a list holds this tag by strong comparison. `*` is not looked for: see [#isAny].
    public static boolean listHasStrong(String list, String tag) {
        return !isWeak(tag) && listHas(list, tag, 0, false);
    }

    /// Whether a list holds this tag by weak comparison. `*` is not looked for: see [#isAny].
    public static boolean listHasWeak(String list, String tag) {
        return listHas(list, tag, isWeak(tag) ? 2 : 0, true);
    }

    private static boolean listHas(String list, String tag, int tagFrom, boolean weakly) {
        int length = tag.length() - tagFrom;
        int at = 0;
        while (at < list.length()) {
            if (isSeparator(list.charAt(at))) {
                at++;
                continue;
            }
            boolean weak = list.startsWith("W/", at);
            int start = weak ? at + 2 : at;
            at = end(list, start);
            if ((weakly || !weak) && at - start == length && list.regionMatches(start, tag, tagFrom, length)) {
                return true;
            }
        }
        return false;
    }

    /// Behind the tag that starts here: a closing quote, or the next separator. An opaque tag has no escapes (RFC 9110 §8.8.3).
    private static int end(String list, int start) {
        if (start < list.length() && list.charAt(start) == '"') {
            int quote = list.indexOf('"', start + 1);
            return quote < 0 ? list.length() : quote + 1;
        }
        int at = start;
        while (at < list.length() && !isSeparator(list.charAt(at))) {
            at++;
        }
        return Math.max(at, start);
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == ' ' || c == '\t';
    }
}
