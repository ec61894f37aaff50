/// The life of a request, from its parsed head to its log line. No module is named here: they join in through
/// [muster.core.Registry], and the order in which they run is fixed once, when the configuration is read.
@NullMarked
package muster.core;

import org.jspecify.annotations.NullMarked;
