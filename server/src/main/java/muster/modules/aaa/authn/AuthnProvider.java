package muster.modules.aaa.authn;

import java.io.IOException;
import muster.core.Request;
import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// Something that knows users: what `AuthBasicProvider file` names. Modules offer them with
/// `registry.provider(AuthnProvider.class, "file", ...)`. Stateless; users are looked up with the request's settings.
public interface AuthnProvider {
    /// What a provider says of a user.
    enum Answer {
        /// The password is right.
        GRANTED,
        /// The user is known, and the password is wrong.
        DENIED,
        /// Another provider may know the user.
        USER_NOT_FOUND,
        /// It could not be found out; what went wrong has been logged.
        ERROR
    }

    /// Whether a user has this password.
    Answer checkPassword(Request request, String user, String password) throws HttpException, IOException;

    /// Whether [#realmHash] ever finds anything.
    default boolean knowsRealms() {
        return false;
    }

    /// What is kept of `user:realm:password` for digest authentication.
    default RealmHash realmHash(Request request, String user, String realm) throws HttpException, IOException {
        return RealmHash.without(Answer.USER_NOT_FOUND);
    }

    /// @param answer GRANTED if there is a hash (that is all that can be said yet)
    /// @param hash in hexadecimal; null unless there is one
    record RealmHash(Answer answer, @Nullable String hash) {
        static RealmHash of(String hash) {
            return new RealmHash(Answer.GRANTED, hash);
        }

        static RealmHash without(Answer answer) {
            return new RealmHash(answer, null);
        }
    }
}
