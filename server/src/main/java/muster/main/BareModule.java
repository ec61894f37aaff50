package muster.main;

import muster.core.Module;
import muster.core.Registry;

/// A module that has a name for LoadModule, IfModule, LogLevel and `-M`, and whose work is done elsewhere: mod_so's by the reader of the
/// configuration, an MPM's by its [muster.mpm.Mpm].
///
/// @param name `so_module`
/// @param file `mod_so.c`
record BareModule(String name, String file) implements Module {
    @Override
    public void register(Registry registry) {
        // It declares nothing.
    }

    /// The module that stands for an MPM: `mpm_event_module`, `event.c`.
    static BareModule ofMpm(String mpm) {
        return new BareModule("mpm_" + mpm + "_module", mpm + ".c");
    }
}
