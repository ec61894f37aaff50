package muster.modules.aaa;

import java.io.IOException;
import java.util.List;
import muster.config.MethodLimit;
import muster.config.Position;
import muster.core.Authorization;
import muster.core.Request;
import muster.core.Requirement;
import muster.http.HttpException;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

import static muster.core.Authorization.DENIED;
import static muster.core.Authorization.DENIED_NO_USER;
import static muster.core.Authorization.ERROR;
import static muster.core.Authorization.GRANTED;
import static muster.core.Authorization.NEUTRAL;

/// The tree of `Require` lines that holds for a section.
sealed interface Rule {
    /// What a group of rules says when its members disagree.
    enum Join {
        /// `<RequireAll>`: every member must grant, or be neutral.
        ALL,
        /// `<RequireAny>`, and lines outside a group: one that grants is enough.
        ANY
    }

    /// What the rule says, whatever the method.
    Authorization check(Request request) throws HttpException, IOException;

    /// Whether the rule is about a method at all; `<Limit>` keeps it to some.
    boolean covers(String method);

    /// What the rule says as part of a group, or on its own (which is like being in a group where all must grant): if it is about
    /// other methods, it stands in nobody's way and lets nobody in.
    static Authorization ask(Rule rule, Request request, Join around) throws HttpException, IOException {
        if (!rule.covers(request.method())) {
            return around == Join.ALL ? GRANTED : NEUTRAL;
        }
        return rule.check(request);
    }

    boolean negated();

    /// As messages name it: `Require ip 10`, `<RequireAll>`.
    String text();

    Position position();

    /// One line.
    record Line(Requirement requirement, boolean negated, MethodLimit limit, String text, Position position)
            implements Rule {
        @Override
        public boolean covers(String method) {
            return limit.covers(method);
        }

        @Override
        public Authorization check(Request request) throws HttpException, IOException {
            return said(request, this, requirement.check(request));
        }
    }

    /// Lines and groups together.
    ///
    /// @param limit null for lines that are together without a section: they are about what any of them is about
    record Group(
            Join join,
            boolean negated,
            @Nullable MethodLimit limit,
            List<Rule> members,
            String text,
            Position position)
            implements Rule {
        public Group {
            members = List.copyOf(members);
        }

        @Override
        public boolean covers(String method) {
            if (limit != null) {
                return limit.covers(method);
            }
            for (int i = 0; i < members.size(); i++) {
                if (members.get(i).covers(method)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Authorization check(Request request) throws HttpException, IOException {
            Authorization result = NEUTRAL;
            for (int i = 0; i < members.size() && !decided(result); i++) {
                result = join == Join.ALL
                        ? both(result, ask(members.get(i), request, join))
                        : either(result, ask(members.get(i), request, join));
            }
            return said(request, this, result);
        }

        private boolean decided(Authorization result) {
            return result == ERROR || result == (join == Join.ALL ? DENIED : GRANTED);
        }

        /// DENIED_NO_USER stays only while a user could still turn the result.
        private static Authorization both(Authorization before, Authorization next) {
            return switch (next) {
                case ERROR, DENIED -> next;
                case DENIED_NO_USER -> next;
                case GRANTED -> before == NEUTRAL ? GRANTED : before;
                case NEUTRAL -> before;
            };
        }

        private static Authorization either(Authorization before, Authorization next) {
            return switch (next) {
                case ERROR, GRANTED -> next;
                case DENIED_NO_USER -> before == DENIED || before == NEUTRAL ? next : before;
                case DENIED -> before == NEUTRAL ? DENIED : before;
                case NEUTRAL -> before;
            };
        }
    }

    /// Turns a negated rule's result, and tells the debug log. That something is not denied is no reason to grant it: such
    /// a rule is neutral.
    private static Authorization said(Request request, Rule rule, Authorization plain) {
        Authorization result = plain;
        if (rule.negated()) {
            result = switch (plain) {
                case GRANTED -> DENIED;
                case DENIED, DENIED_NO_USER -> NEUTRAL;
                case NEUTRAL, ERROR -> plain;
            };
        }
        if (request.log().on(LogLevel.DEBUG, AuthzCoreModule.SHORT_NAME)) {
            request.log()
                    .debug(
                            AuthzCoreModule.SHORT_NAME,
                            1626,
                            "authorization result of " + rule.text() + ": " + result.text());
        }
        return result;
    }
}
