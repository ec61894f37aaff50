/// A child process, from its first instruction to its exit code: what it inherits ([muster.child.Inherited]), how it talks
/// with its parent ([muster.child.ToChild], [muster.child.ToParent]), and what its MPM gets to see.
///
/// A child is a fresh virtual machine, not a fork: everything it knows came through an inherited descriptor. It counts as a child
/// only after it has said READY, and it finishes when its parent is gone.
@NullMarked
package muster.child;

import org.jspecify.annotations.NullMarked;
