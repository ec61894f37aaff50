package muster.modules.aaa.authn;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import muster.config.ConfigSource;
import muster.core.Request;
import muster.crypt.PasswordHash;
import muster.crypt.PasswordHash.Outcome;
import muster.http.HttpException;
import muster.modules.aaa.authn.AuthnProvider.Answer;
import org.jspecify.annotations.Nullable;

/// Holds passwords against hashes. Slow hashes are computed where no other connection waits for the thread, and only as many at a time
/// as there are processors: who sends wrong passwords by the thousand slows down those who log in, and nobody else.
public final class PasswordChecks {
    private static final int PATIENCE_SECONDS = 10;
    private static final int UNAVAILABLE = 503;

    private final String module;
    private @Nullable VerifiedPasswords verified;
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());

    /// @param module whose messages these are
    public PasswordChecks(String module) {
        this.module = module;
    }

    /// Gets what all children share, once the configuration is read.
    void start(ConfigSource source) {
        String name = "verified passwords of " + module;
        verified = new VerifiedPasswords(
                source.key(name, VerifiedPasswords.KEY_BYTES), source.shared(name, VerifiedPasswords.BYTES));
    }

    /// @param where the file that the hash stands in, for messages
    /// @throws HttpException 503 if too many passwords wait to be checked
    public Answer check(Request request, String user, String password, String hash, String where)
            throws HttpException, IOException {
        if (PasswordHash.isQuick(hash)) {
            return answer(request, user, PasswordHash.check(password, hash), where);
        }
        VerifiedPasswords known = verified;
        if (known != null && known.contains(password, hash)) {
            return Answer.GRANTED;
        }
        Outcome outcome = elsewhere(request, password, hash);
        if (outcome == Outcome.MATCH && known != null) {
            known.add(password, hash);
        }
        return answer(request, user, outcome, where);
    }

    private Outcome elsewhere(Request request, String password, String hash) throws HttpException, IOException {
        try {
            return request.connection().transport().waiter().elsewhere(() -> inTurn(request, password, hash));
        } catch (HttpException | IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("a password could not be checked", failure);
        }
    }

    private Outcome inTurn(Request request, String password, String hash) throws HttpException, InterruptedException {
        if (!processors.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            request.log().error(module, 60120, "too many passwords are being checked: " + request.path());
            throw new HttpException(UNAVAILABLE, "");
        }
        try {
            return PasswordHash.check(password, hash);
        } finally {
            processors.release();
        }
    }

    private Answer answer(Request request, String user, Outcome outcome, String where) {
        return switch (outcome) {
            case MATCH -> Answer.GRANTED;
            case MISMATCH -> Answer.DENIED;
            case TOO_COSTLY -> {
                request.log()
                        .error(
                                module,
                                60121,
                                "the password of user " + user + " asks for more work than this server does, or for a method it"
                                        + " doesn't know: " + where);
                yield Answer.DENIED;
            }
            case NO_LIBRARY -> {
                request.log()
                        .error(
                                module,
                                60122,
                                "the password of user " + user + " needs libcrypt, which isn't installed (Debian: apt install"
                                        + " libcrypt1): " + where);
                yield Answer.ERROR;
            }
        };
    }
}
