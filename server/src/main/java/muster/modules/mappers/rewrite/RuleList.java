package muster.modules.mappers.rewrite;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import muster.core.Request;
import muster.core.ServerSettings;
import muster.http.HttpException;

/// Rules in the order they are tried. Immutable.
final class RuleList {
    static final RuleList EMPTY = new RuleList(new Rule[0]);

    private static final int TOO_MANY_ROUNDS = 2596;
    private static final int INTERNAL_ERROR = 500;
    private static final String END = "rewrite_really_last";

    private final Rule[] rules;

    private RuleList(Rule[] rules) {
        this.rules = rules;
    }

    boolean isEmpty() {
        return rules.length == 0;
    }

    RuleList with(Rule rule) {
        Rule[] more = Arrays.copyOf(rules, rules.length + 1);
        more[rules.length] = rule;
        return new RuleList(more);
    }

    /// These, and others after them.
    RuleList and(RuleList others) {
        if (others.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return others;
        }
        Rule[] all = Arrays.copyOf(rules, rules.length + others.rules.length);
        System.arraycopy(others.rules, 0, all, rules.length, others.rules.length);
        return new RuleList(all);
    }

    List<Rule> all() {
        return List.of(rules);
    }

    /// What running the rules has come to.
    enum Result {
        /// No rule has changed the text.
        UNCHANGED,
        /// It has changed; a URL to redirect to has yet to be escaped.
        CHANGED,
        /// It has changed, and is escaped.
        CHANGED_AS_IS,
        /// The text has changed and is to be the request's URL path.
        PASSED_THROUGH,
        /// The request is answered with [Rewriting#status].
        ANSWERED
    }

    /// Whether a rule with the flag END has applied to this request, or to one that was redirected to it.
    static boolean isEnded(Request request) {
        for (Request one = request; one != null; one = one.previous()) {
            if (one.notes().has(END)) {
                return true;
            }
        }
        return false;
    }

    Result run(Rewriting at) throws HttpException, IOException {
        Result result = Result.UNCHANGED;
        boolean subrequest = at.request().main() != null;
        int round = 1;
        int i = 0;
        while (i < rules.length) {
            Rule rule = rules[i];
            RuleFlags flags = rule.flags();
            if (subrequest && (flags.noSubrequest || flags.redirect)) {
                i++;
                continue;
            }
            at.forgetRule();
            Rule.Applied applied = rule.apply(at);
            if (applied == Rule.Applied.NO) {
                i = afterChain(i);
                continue;
            }
            if (rule.substitution() != null) {
                at.traceHere(2, "setting lastsub to rule with output " + rule.output());
                at.substitutedBy(rule);
            }
            if (tooLong(at, rule)) {
                return Result.ANSWERED;
            }
            at.tellDependence();
            if (applied == Rule.Applied.REFUSED || flags.answers) {
                return Result.ANSWERED;
            }
            if (applied == Rule.Applied.SUBSTITUTED) {
                result = flags.noEscape ? Result.CHANGED_AS_IS : Result.CHANGED;
            }
            if (flags.passThrough) {
                at.traceHere(
                        2,
                        "forcing '" + at.text() + "' to get passed through to next API URI-to-filename handler");
                return Result.PASSED_THROUGH;
            }
            if (flags.end) {
                at.traceHere(8, "Rule has END flag, no further rewriting for this request");
                at.request().notes().set(END, "1");
                return result;
            }
            if (flags.proxy || flags.last) {
                return result;
            }
            if (flags.nextRound) {
                if (++round >= flags.rounds) {
                    tooManyRounds(at, rule);
                    return Result.ANSWERED;
                }
                i = 0;
            } else {
                i += 1 + Math.max(0, flags.skip);
            }
        }
        return result;
    }

    /// A rule that doesn't apply takes those chained to it with it.
    private int afterChain(int failed) {
        int i = failed;
        while (i < rules.length && rules[i].flags().chain) {
            i++;
        }
        return i + 1;
    }

    /// Rules that lengthen their own result without end are stopped by its length.
    private static boolean tooLong(Rewriting at, Rule rule) {
        int most = 2 * at.request().host().settings().get(ServerSettings.LIMIT_REQUEST_LINE);
        if (at.text().length() <= most) {
            return false;
        }
        at.request()
                .log()
                .error(
                        Trace.MODULE,
                        0,
                        "RewriteRule '" + rule.pattern() + "' and URI '" + at.request().path()
                                + "' exceeded maximum length (" + most + ")");
        at.status(INTERNAL_ERROR);
        return true;
    }

    private static void tooManyRounds(Rewriting at, Rule rule) {
        at.request()
                .log()
                .error(
                        Trace.MODULE,
                        TOO_MANY_ROUNDS,
                        "RewriteRule '" + rule.pattern() + "' and URI '" + at.request().path()
                                + "' exceeded maximum number of rounds (" + rule.flags().rounds + ") via the [N] flag");
        at.status(INTERNAL_ERROR);
    }
}
