package muster.pattern;

/// How a pattern is read: httpd's `RegexDefaultOptions` and the letters after `m#...#`.
///
/// @param ignoreCase ASCII letters match in either case (`ICASE`, `i`)
/// @param extended white space and comments in the pattern are ignored (`EXTENDED`)
/// @param multiline `^` and `$` also match at line ends (`m`)
/// @param dotAll `.` matches a line end too (`DOTALL`, `s`)
/// @param dollarEndOnly `$` matches at the very end only, not before a line end that ends the subject (`DOLLAR_ENDONLY`)
public record RegexOptions(
        boolean ignoreCase, boolean extended, boolean multiline, boolean dotAll, boolean dollarEndOnly) {
    /// What holds unless `RegexDefaultOptions` says otherwise.
    public static final RegexOptions DEFAULT = new RegexOptions(false, false, false, true, true);

    public RegexOptions ignoringCase() {
        return withIgnoreCase(true);
    }

    public RegexOptions withIgnoreCase(boolean on) {
        return new RegexOptions(on, extended, multiline, dotAll, dollarEndOnly);
    }

    public RegexOptions withExtended(boolean on) {
        return new RegexOptions(ignoreCase, on, multiline, dotAll, dollarEndOnly);
    }

    public RegexOptions withMultiline(boolean on) {
        return new RegexOptions(ignoreCase, extended, on, dotAll, dollarEndOnly);
    }

    public RegexOptions withDotAll(boolean on) {
        return new RegexOptions(ignoreCase, extended, multiline, on, dollarEndOnly);
    }

    public RegexOptions withDollarEndOnly(boolean on) {
        return new RegexOptions(ignoreCase, extended, multiline, dotAll, on);
    }
}
