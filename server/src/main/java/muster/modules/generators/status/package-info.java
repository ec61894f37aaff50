/// The pages of mod_status: one look at the scoreboard ([muster.modules.generators.status.StatusFigures]), shown as HTML, as lines for
/// machines (`?auto`), and as JSON.
@NullMarked
package muster.modules.generators.status;

import org.jspecify.annotations.NullMarked;
