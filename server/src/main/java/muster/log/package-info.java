/// The error log and the access log: formats compiled once, lines written whole.
@NullMarked
package muster.log;

import org.jspecify.annotations.NullMarked;
