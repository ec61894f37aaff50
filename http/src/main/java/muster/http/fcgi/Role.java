package muster.http.fcgi;

/// What a backend is asked to be.
public enum Role {
    RESPONDER(1),
    AUTHORIZER(2);

    final int number;

    Role(int number) {
        this.number = number;
    }
}
