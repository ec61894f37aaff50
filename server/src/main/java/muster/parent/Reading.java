package muster.parent;

import java.util.List;
import muster.config.Settings;
import muster.io.SharedProgram;
import muster.mpm.Mpm;
import muster.mpm.MpmSizes;

/// What one reading of the configuration brought, as far as the parent needs it.
///
/// @param snapshot what children compile: all files, as they were at this moment
/// @param sharedBytes how much memory the children want to share
/// @param settings the main host's
/// @param logs opened
/// @param programs to run for the children
/// @param renewals of what may change while it is served
/// @param banner the server's full name: `Apache/2.4.71 (Muster/0.1.0)` and what modules add
public record Reading(
        byte[] snapshot,
        long sharedBytes,
        Settings settings,
        Mpm mpm,
        MpmSizes sizes,
        ParentLogs logs,
        List<SharedProgram> programs,
        Renewals renewals,
        String banner) {}
