/// Regular expressions of a configuration: PCRE's, as in httpd, with a bound on the work of every match.
///
/// [muster.pattern.Regex] is the whole entrance. Patterns of the common simple forms (`\.php$`, `^/docs/(.*)$`, `\.(gif|png)$`) are
/// matched in Java; all others by the system's PCRE2 library, which this package alone calls. What must stay true: no pattern and
/// no subject can hold a worker for longer than the limits of [muster.pattern.MatchLimits] allow; a compiled pattern may be used
/// by any number of threads. Why this engine: `docs/decisions/0001-regular-expressions.md`.
@NullMarked
package muster.pattern;

import org.jspecify.annotations.NullMarked;
