package muster.core;

/// A URL of another server that a request is handed on to. It is neither a URL path of this server nor a file.
///
/// @param text scheme, authority and path, perhaps with a query
/// @param asIs whether the text goes out untouched; otherwise whoever asks the backend escapes the path and adds the request's query
public record ProxyUrl(String text, boolean asIs) {
    /// As httpd's file names show it, in logs and variables.
    @Override
    public String toString() {
        return "proxy:" + text;
    }
}
