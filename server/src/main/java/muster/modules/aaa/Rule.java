package muster.modules.aaa;

import java.io.IOException;
import java.util.List;
import muster.config.Position;
import muster.core.Authorization;
import muster.core.Request;
import muster.core.Requirement;
import muster.http.HttpException;
import muster.log.LogLevel;

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

    Authorization check(Request request) throws HttpException, IOException;

    boolean negated();

    /// As messages name it: `Require ip 10`, `<RequireAll>`.
    String text();

    Position position();

    /// One line.
    record Line(Requirement requirement, boolean negated, String text, Position position) implements Rule {
        @Override
        public Authorization check(Request request) throws HttpException, IOException {
            return said(request, this, requirement.check(request));
        }
    }

    /// Lines and groups together.
    record Group(Join join, boolean negated, List<Rule> members, String text, Position position) implements Rule {
        public Group {
            members = List.copyOf(members);
        }

        @Override
        public Authorization check(Request request) throws HttpException, IOException {
            Authorization result = NEUTRAL;
            for (int i = 0; i < members.size() && !decided(result); i++) {
                result = join == Join.ALL
                        ? both(result, members.get(i).check(request))
                        : either(result, members.get(i).check(request));
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
