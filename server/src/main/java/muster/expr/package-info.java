/// httpd's expressions (`ap_expr`), as in `<If>`, `Require expr`, `SetEnvIfExpr`, `Header ... expr=` and `RewriteCond expr`:
/// the grammar of 2.4.71, compiled once to an immutable tree, evaluated for one request at a time.
///
/// What the names in an expression mean is not known here: a [muster.expr.Vocabulary] says it, and
/// `muster.core.RequestVocabulary` is the one that requests use. A condition and a text:
///
/// ```java
/// Condition<Request> inside;
/// try {
///     inside = Condition.compile("%{REMOTE_ADDR} -ipmatch '10.0.0.0/8'", vocabulary, Rights.FULL);
/// } catch (ExpressionException wrong) {
///     throw arguments.wrong("Cannot parse condition clause: " + wrong.getMessage());
/// }
/// boolean applies = inside.test(request);
///
/// Template<Request> page = Template.compile("/errors/%{REQUEST_STATUS}.html", vocabulary, Rights.FULL);
/// String url = page.text(request);
/// ```
///
/// Evaluating throws [muster.expr.EvaluationException] when a value can't be had (a file that isn't there); httpd logs that
/// and takes the condition for false. It throws [muster.pattern.PatternLimitException] when a regular expression runs into its
/// limits; nobody may take that for an answer. What must stay true: compiling finds every fault that doesn't depend on the request,
/// with httpd's words; evaluating allocates one small object and the strings it makes.
@NullMarked
package muster.expr;

import org.jspecify.annotations.NullMarked;
