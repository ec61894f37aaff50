/// What every worker of every child is doing, in shared memory.
///
/// A child writes its own page and no other. The parent reads pages as untrusted input (CVE-2019-0211): it copies, checks
/// ranges, and never uses a value from a page as an index, a size or a pid to signal.
@NullMarked
package muster.scoreboard;

import org.jspecify.annotations.NullMarked;
