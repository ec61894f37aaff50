package muster.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigSlot;
import muster.config.MethodLimit;
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
        if (request.get(SATISFY).of(request.method()) == Satisfy.ANY) {
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
