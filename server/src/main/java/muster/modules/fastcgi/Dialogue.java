package muster.modules.fastcgi;

import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// What is said about an exchange with a backend, and what some of its turns mean: here mod_proxy_fcgi, mod_fcgid and the pools of
/// PHP differ.
public interface Dialogue {
    /// The short name of the module, for complaints about the head.
    String module();

    /// The backend has complained (on its standard error).
    void complaint(String text);

    /// The backend's answer can't be used.
    /// @param fault what went wrong
    /// @return the refusal to answer with, if nothing was sent to the client yet
    HttpException failed(Fault fault);

    /// Whether a status of the program's is answered by the server's own error document.
    boolean overrides(int status);

    /// Whether `Location` without a status leads to another URL of this server or sends the client elsewhere, as in CGI.
    boolean redirects();

    /// What can go wrong with a backend that had taken the request.
    ///
    /// @param kind what
    /// @param detail more about it, or null
    /// @param number the AH number of the detail, or 0
    record Fault(Kind kind, @Nullable String detail, int number) {
        /// What went wrong.
        public enum Kind {
            /// The request couldn't be written.
            WRITE,
            /// The connection ended before the answer was complete.
            END,
            /// Nothing came for too long.
            TIMEOUT,
            /// What came is no FastCGI.
            PROTOCOL,
            /// The head is none.
            HEAD,
            /// The backend says that it can't.
            REFUSED
        }
    }
}
