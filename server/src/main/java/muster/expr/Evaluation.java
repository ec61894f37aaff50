package muster.expr;

import muster.pattern.Match;
import org.jspecify.annotations.Nullable;

/// One evaluation: what the expression is about, and what its regular expressions have captured so far. Several expressions
/// may share one, so that a text can use what a condition before it captured.
///
/// @param <S> what names are looked up in: the request
public final class Evaluation<S> {
    private final S subject;
    private final boolean notesVary;
    private @Nullable Match captures;

    public Evaluation(S subject) {
        this(subject, true);
    }

    /// @param notesVary whether looking at a request header makes the response vary by it
    public Evaluation(S subject, boolean notesVary) {
        this.subject = subject;
        this.notesVary = notesVary;
    }

    public S subject() {
        return subject;
    }

    public boolean notesVary() {
        return notesVary;
    }

    /// What the last regular expression with parentheses matched; null if it didn't match, or there was none.
    public @Nullable Match captures() {
        return captures;
    }

    public void captures(@Nullable Match match) {
        this.captures = match;
    }

    /// `$0` to `$9`; empty if nothing was captured.
    String captured(int group) {
        Match match = captures;
        return match == null ? "" : match.text(group);
    }
}
