package muster.expr;

/// What an expression may do, by who wrote it.
public enum Rights {
    /// Everything: it stands in the server's configuration.
    FULL,
    /// No reading of files' contents: it stands in an `.htaccess` file, or came with content.
    RESTRICTED
}
