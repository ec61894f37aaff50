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

    /// What the rule says, whatever the method, before it is turned if it is negated.
    Authorization judge(Request request) throws HttpException, IOException;

    /// Whether the rule is about a method at all; `<Limit>` keeps it to some.
    boolean covers(String method);

    boolean negated();

    /// The same rule, saying the contrary.
    Rule turned();

    /// As messages name it: `Require ip 10`, `<RequireAll>`.
    String text();

    Position position();

    /// What the rule says as part of a group, or on its own (which is like being in a group where all must grant): if it is about
    /// other methods, it stands in nobody's way and lets nobody in.
    default Authorization ask(Request request, Join around) throws HttpException, IOException {
        if (!covers(request.method())) {
            Authorization result = around == Join.ALL ? GRANTED : NEUTRAL;
            tell(request, 1625, result, " (directive limited to other methods)");
            return result;
        }
        Authorization result = judge(request);
        if (result == ERROR) {
            return ERROR;
        }
        if (negated()) {
            result = contrary(result);
        }
        tell(request, 1626, result, "");
        return result;
    }

    /// That something is not denied is no reason to grant it: such a rule is neutral.
    private static Authorization contrary(Authorization plain) {
        return switch (plain) {
            case GRANTED -> DENIED;
            case DENIED, DENIED_NO_USER -> NEUTRAL;
            case NEUTRAL, ERROR -> plain;
        };
    }

    private void tell(Request request, int number, Authorization result, String more) {
        var log = request.log();
        if (log.on(LogLevel.DEBUG, AuthzCoreModule.SHORT_NAME)) {
            String message = "authorization result of " + text() + ": " + result.text() + more;
            log.debug(AuthzCoreModule.SHORT_NAME, number, message);
        }
    }

    /// One line.
    ///
    /// @param kind the word that chose the requirement
    /// @param words what follows it, as written
    record Line(
            Requirement requirement,
            boolean negated,
            MethodLimit limit,
            String kind,
            String words,
            Position position)
            implements Rule {
        @Override
        public boolean covers(String method) {
            return limit.covers(method);
        }

        @Override
        public Authorization judge(Request request) throws HttpException, IOException {
            return requirement.check(request);
        }

        @Override
        public Rule turned() {
            return new Line(requirement, !negated, limit, kind, words, position);
        }

        @Override
        public String text() {
            return "Require " + (negated ? "not " : "") + kind + " " + words;
        }
    }

    /// Lines and groups together: about any method that one of them is about.
    ///
    /// @param merged whether AuthMerging has made it of two sections' rules
    record Group(Join join, boolean negated, boolean merged, List<Rule> members, Position position) implements Rule {
        public Group {
            members = List.copyOf(members);
        }

        static Group of(Join join, List<Rule> members, Position position) {
            return new Group(join, false, false, members, position);
        }

        static Group merged(Join join, Group outer, Group inner) {
            return new Group(join, false, true, List.of(outer, inner), inner.position);
        }

        @Override
        public boolean covers(String method) {
            for (int i = 0; i < members.size(); i++) {
                if (members.get(i).covers(method)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Rule turned() {
            return new Group(join, !negated, merged, members, position);
        }

        @Override
        public String text() {
            String name = join == Join.ALL ? negated ? "NotAll" : "All" : negated ? "None" : "Any";
            return merged ? "AuthMerging " + name : "<Require" + name + ">";
        }

        @Override
        public Authorization judge(Request request) throws HttpException, IOException {
            Authorization result = NEUTRAL;
            for (int i = 0; i < members.size(); i++) {
                Authorization next = members.get(i).ask(request, join);
                if (next == ERROR || next == (join == Join.ALL ? DENIED : GRANTED)) {
                    return next;
                }
                // What nobody has logged in for yet may still turn either way.
                if (result == NEUTRAL || next == DENIED_NO_USER) {
                    result = next;
                }
            }
            return result;
        }
    }
}
