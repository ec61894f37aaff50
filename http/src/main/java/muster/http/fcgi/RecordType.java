package muster.http.fcgi;

/// Kinds of records (FastCGI specification §8).
final class RecordType {
    static final int BEGIN_REQUEST = 1;
    static final int ABORT_REQUEST = 2;
    static final int END_REQUEST = 3;
    static final int PARAMS = 4;
    static final int STDIN = 5;
    static final int STDOUT = 6;
    static final int STDERR = 7;

    static final int VERSION = 1;
    static final int HEADER_LENGTH = 8;
    static final int CONTENT_MOST = 65_535;
    /// The number of the only request there is on a connection.
    static final int REQUEST = 1;

    private RecordType() {}
}
