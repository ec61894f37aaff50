package muster.core;

/// A decoded path of a URL: percent-decoded once, dot segments resolved, slashes merged; starts with `/`
/// (or is `*`). One byte a character. A URL path is never a file path: only the translate phase makes a [FilePath].
public record UrlPath(String text) {
    @Override
    public String toString() {
        return text;
    }
}
