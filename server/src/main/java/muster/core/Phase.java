package muster.core;

/// The steps of a request before its handler, in order; httpd's hooks of the same names.
///
/// In a *run first* phase the hooks are asked in turn until one says [Verdict#OK]; in a *run all* phase every hook runs.
public enum Phase {
    /// The head is read, the virtual host is known; nothing is decided (run all).
    POST_READ_REQUEST(false),
    /// URL to file name (run first).
    TRANSLATE_NAME(true),
    /// File name to settings: the place of the section walk (run first).
    MAP_TO_STORAGE(true),
    /// The settings are known; the first look with them (run all).
    HEADER_PARSER(false),
    /// Access by origin: who may even ask (run all).
    ACCESS_CHECKER(false),
    /// May anybody, whoever it is? OK makes authentication unnecessary; DECLINED asks for it (run first; httpd's access_checker_ex).
    ACCESS_CHECKER_EX(true),
    /// Who is it? (run first)
    CHECK_USER_ID(true),
    /// May this user? (run first)
    AUTH_CHECKER(true),
    /// Somebody is refused who had logged in: how to log in goes into `WWW-Authenticate` (run first; see
    /// [RequestProcessor#noteAuthFailure]).
    NOTE_AUTH_FAILURE(true),
    /// Content type, language, encoding, handler (run first).
    TYPE_CHECKER(true),
    /// The last look before the handler (run all).
    FIXUPS(false),
    /// Which output filters the response goes through (run all).
    INSERT_FILTER(false),
    /// As INSERT_FILTER, for a response that the server makes itself: error documents and redirects (run all).
    INSERT_ERROR_FILTER(false),
    /// The response is sent (run all; its outcome changes nothing).
    LOG_TRANSACTION(false);

    private final boolean firstOnly;

    Phase(boolean firstOnly) {
        this.firstOnly = firstOnly;
    }

    /// Whether one hook's OK ends the phase.
    public boolean firstOnly() {
        return firstOnly;
    }
}
