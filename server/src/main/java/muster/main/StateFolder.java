package muster.main;

import java.io.File;

/// Where the built-in configuration keeps its logs and its PidFile: `run/` beside the start script where that can be written,
/// otherwise the user's own state folder (XDG_STATE_HOME).
final class StateFolder {
    private StateFolder() {}

    /// @return a folder that exists, if any can be made
    static String of(String home) {
        var beside = new File(home, "run");
        if (beside.isDirectory() ? beside.canWrite() : new File(home).canWrite() && beside.mkdir()) {
            return beside.getPath();
        }
        String state = System.getenv("XDG_STATE_HOME");
        String base = state != null && !state.isEmpty() ? state : System.getProperty("user.home") + "/.local/state";
        var own = new File(base, "muster");
        if (own.isDirectory() || own.mkdirs()) {
            return own.getPath();
        }
        var last = new File("/tmp", "muster-" + System.getProperty("user.name"));
        last.mkdirs();
        return last.getPath();
    }
}
