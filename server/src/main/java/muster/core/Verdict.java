package muster.core;

/// What a hook or handler made of a request. A refusal is an [muster.http.HttpException] instead.
public enum Verdict {
    /// Not mine; ask the next.
    DECLINED,
    /// Done, as far as this phase goes.
    OK,
    /// The whole request is answered; no later phase before logging runs.
    DONE
}
