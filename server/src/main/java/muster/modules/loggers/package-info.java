/// What is written down about each request: `mod_log_config` with its format language, and `mod_logio`, which counts bytes.
///
/// These modules only say *what* goes into a line and where the lines go; writing them is the business of [muster.core.GenerationLogs].
@NullMarked
package muster.modules.loggers;

import org.jspecify.annotations.NullMarked;
