package muster.core;

import java.io.IOException;
import muster.config.ConfigSlot;
import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// Whether a request may have what it asks for: the three phases of access, as `Satisfy` joins them.
public final class AccessControl {
    /// How access by origin and authorization by user go together.
    public enum Satisfy {
        UNSET,
        /// Both must agree.
        ALL,
        /// One of them is enough.
        ANY
    }

    /// `Satisfy`.
    public static final ConfigSlot<Satisfy> SATISFY = ConfigSlot.directory(
            "Satisfy", Satisfy.UNSET, (outer, inner) -> inner == Satisfy.UNSET ? outer : inner);

    /// `AuthType`: how users prove who they are, as written (`Basic`); empty for `None` and where nothing is said.
    public static final ConfigSlot<String> AUTH_TYPE = ConfigSlot.directoryValue("AuthType", "");

    private static final int INTERNAL_ERROR = 500;

    private final Phases phases;
    /// No loaded module authorizes or authenticates: there is nothing a configuration could have asked for.
    private final boolean open;

    AccessControl(Phases phases) {
        this.phases = phases;
        this.open = phases.isEmpty(Phase.ACCESS_CHECKER_EX) && phases.isEmpty(Phase.CHECK_USER_ID);
    }

    /// @throws HttpException 401 or 403 when it may not
    void check(Request request) throws HttpException, IOException {
        if (request.get(SATISFY) == Satisfy.ANY) {
            if (allowedByOrigin(request)) {
                return;
            }
        } else {
            phases.run(Phase.ACCESS_CHECKER, request);
        }
        if (phases.run(Phase.ACCESS_CHECKER_EX, request) == Verdict.DECLINED && !open) {
            authenticate(request);
            authorize(request);
        }
    }

    private boolean allowedByOrigin(Request request) throws IOException {
        try {
            phases.run(Phase.ACCESS_CHECKER, request);
            return true;
        } catch (HttpException _) {
            return false; // the user may still be welcome
        }
    }

    private void authenticate(Request request) throws HttpException, IOException {
        if (inheritUser(request, request.previous()) || inheritUser(request, request.main())) {
            return;
        }
        if (phases.run(Phase.CHECK_USER_ID, request) == Verdict.DECLINED) {
            request.log()
                    .error(
                            "core",
                            27,
                            "No authentication done but request not allowed without authentication for "
                                    + request.path() + ". Authentication not configured?");
            throw new HttpException(INTERNAL_ERROR, "");
        }
    }

    /// Who has proved to be somebody under the very same settings need not do so again.
    private static boolean inheritUser(Request request, @Nullable Request earlier) {
        if (earlier == null || earlier.user() == null || earlier.settings() != request.settings()) {
            return false;
        }
        request.authenticated(earlier.user(), earlier.authType());
        return true;
    }

    private void authorize(Request request) throws HttpException, IOException {
        if (phases.run(Phase.AUTH_CHECKER, request) == Verdict.DECLINED) {
            request.log()
                    .error("core", 25, "configuration error:  couldn't check access.  No groups file?: " + request.path());
            throw new HttpException(INTERNAL_ERROR, "");
        }
    }
}
