package muster.modules.tls;

import muster.config.Position;
import muster.core.Request;
import muster.expr.Condition;

/// One SSLRequire line.
record RequiredExpression(Condition<Request> condition, Position position) {}
