/// Multi-processing modules: who accepts, and who waits. `prefork`, `worker` and `event` are three small classes beside each
/// other; a fourth is a class in a jar of its own that [java.util.ServiceLoader] finds. Nothing else asks which one is running.
@NullMarked
package muster.mpm;

import org.jspecify.annotations.NullMarked;
