package muster.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigSlot;
import muster.config.MethodLimit;
import muster.http.HttpException;
import muster.log.LogLevel;
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

    /// `Satisfy`, which `<Limit>` may give for some methods alone. What is said last counts.
    public record SatisfyRules(List<LimitedSatisfy> lines) {
        /// Nothing said.
        public static final SatisfyRules UNSET = new SatisfyRules(List.of());

        public SatisfyRules {
            lines = List.copyOf(lines);
        }

        public SatisfyRules plus(MethodLimit limit, Satisfy satisfy) {
            var more = new ArrayList<>(lines);
            more.add(new LimitedSatisfy(limit, satisfy));
            return new SatisfyRules(more);
        }

        /// What holds for a method.
        public Satisfy of(String method) {
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (lines.get(i).limit().covers(method)) {
                    return lines.get(i).satisfy();
                }
            }
            return Satisfy.UNSET;
        }
    }

    /// One line, and the methods it is for.
    public record LimitedSatisfy(MethodLimit limit, Satisfy satisfy) {}

    /// `Satisfy`.
    public static final ConfigSlot<SatisfyRules> SATISFY =
            ConfigSlot.directory("Satisfy", SatisfyRules.UNSET, (outer, inner) -> inner);

    private static final String MODULE = "core";
    private static final int FIRST_ERROR = 400;
    private static final int INTERNAL_ERROR = 500;

    private final Phases phases;
    /// No loaded module authorizes: there is nothing a configuration could have asked for.
    private final boolean open;

    AccessControl(Phases phases) {
        this.phases = phases;
        this.open = phases.isEmpty(Phase.ACCESS_CHECKER_EX) && phases.isEmpty(Phase.AUTH_CHECKER);
    }

    /// @throws HttpException 401 or 403 when it may not
    void check(Request request) throws HttpException, IOException {
        if (isErrorDocumentOfSamePlace(request)) {
            return;
        }
        boolean any = request.get(SATISFY).of(request.method()) == Satisfy.ANY;
        if (any) {
            if (allowedByOrigin(request)) {
                return;
            }
        } else {
            phases.run(Phase.ACCESS_CHECKER, request);
        }
        if (phases.run(Phase.ACCESS_CHECKER_EX, request) == Verdict.DECLINED && !open) {
            authenticate(request, any);
            authorize(request);
        }
    }

    /// The page that says why somebody may not come in may lie where he may not go. Everything else is checked again for what it leads
    /// to, unlike in httpd, where the same settings are enough: who owns a file, for one, is no matter of settings.
    private static boolean isErrorDocumentOfSamePlace(Request request) {
        Request before = request.previous();
        return before != null && before.settings() == request.settings() && before.ownStatus() >= FIRST_ERROR;
    }

    private boolean allowedByOrigin(Request request) throws IOException {
        try {
            phases.run(Phase.ACCESS_CHECKER, request);
            return true;
        } catch (HttpException _) {
            return false; // the user may still be welcome
        }
    }

    private void authenticate(Request request, boolean any) throws HttpException, IOException {
        if (inheritUser(request, request.previous()) || inheritUser(request, request.main())) {
            return;
        }
        if (phases.run(Phase.CHECK_USER_ID, request) == Verdict.DECLINED) {
            throw declined(request, "check user");
        }
        if (request.user() == null) {
            request.log()
                    .error(
                            MODULE,
                            any ? 28 : 27,
                            "No authentication done but request not allowed without authentication for "
                                    + request.path() + ". Authentication not configured?");
            throw new HttpException(INTERNAL_ERROR, "");
        }
        request.proven(true);
    }

    /// Who has proved to be somebody under the very same settings need not do so again.
    private static boolean inheritUser(Request request, @Nullable Request earlier) {
        if (earlier == null || !earlier.isProven() || earlier.settings() != request.settings()) {
            return false;
        }
        request.authenticated(earlier.user(), earlier.authType());
        request.proven(true);
        return true;
    }

    private void authorize(Request request) throws HttpException, IOException {
        if (phases.run(Phase.AUTH_CHECKER, request) == Verdict.DECLINED) {
            throw declined(request, "check authorization");
        }
    }

    private static HttpException declined(Request request, String what) {
        request.log().write(LogLevel.CRIT, MODULE, 25, "configuration error:  couldn't " + what + ": " + request.path());
        return new HttpException(INTERNAL_ERROR, "");
    }
}
