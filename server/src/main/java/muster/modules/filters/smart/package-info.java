/// mod_filter: filters that are chosen when the response's head is known, by its media type or by an expression.
///
/// A [muster.modules.filters.smart.SmartFilter] has a name, a place and providers; FilterChain puts it into a response's chain as a
/// [muster.modules.filters.smart.Harness], which asks the providers in turn.
@NullMarked
package muster.modules.filters.smart;

import org.jspecify.annotations.NullMarked;
