package muster.core;

import muster.expr.Vocabulary;

/// A list function of expressions that a module brings, offered under its name in lower case:
/// `registry.provider(RequestListFunction.class, "peerextlist", (evaluation, name) -> ...)`.
@FunctionalInterface
public interface RequestListFunction extends Vocabulary.ListFunction<Request> {}
