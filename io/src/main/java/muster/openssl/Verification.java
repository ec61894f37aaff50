package muster.openssl;

/// What is asked of the peer's certificate; httpd's levels.
public enum Verification {
    NONE(0),
    /// A certificate is asked for; one that is sent must be good.
    OPTIONAL(1),
    REQUIRE(3),
    /// A certificate is asked for; nobody we know need have issued it.
    OPTIONAL_NO_CA(1);

    /// `SSL_VERIFY_PEER`, `SSL_VERIFY_FAIL_IF_NO_PEER_CERT`.
    final int mode;

    Verification(int mode) {
        this.mode = mode;
    }

    /// Whether this asks for more than another.
    public boolean strongerThan(Verification other) {
        return (mode & ~other.mode) != 0;
    }
}
