package muster.modules.generators.cgi;

import java.util.ArrayList;
import java.util.List;
import muster.core.DirectorySettings;
import muster.core.DirectorySettings.ResourceLimit;
import muster.core.Request;
import muster.io.Program;

/// RLimitCPU, RLimitMEM and RLimitNPROC. `posix_spawn(3)` can't set limits, and this process must not have those of its programs: they
/// are set on the way by `prlimit(1)` of util-linux, which then becomes the program.
final class ResourceLimits {
    private static final String PRLIMIT = "/usr/bin/prlimit";

    private ResourceLimits() {}

    /// The program itself if nothing limits it.
    static Program applied(Request request, Program program) {
        var limits = new ArrayList<String>(3);
        add(limits, "--cpu=", request.get(DirectorySettings.LIMIT_CPU));
        add(limits, "--data=", request.get(DirectorySettings.LIMIT_MEMORY));
        add(limits, "--nproc=", request.get(DirectorySettings.LIMIT_PROCESSES));
        if (limits.isEmpty()) {
            return program;
        }
        var words = new ArrayList<String>();
        words.add("prlimit");
        words.addAll(limits);
        words.add("--");
        words.addAll(program.arguments());
        return new Program(PRLIMIT, words, program.environment(), program.directory());
    }

    private static void add(List<String> words, String option, ResourceLimit limit) {
        boolean soft = limit.soft() >= 0 && limit.soft() != Long.MAX_VALUE;
        boolean hard = limit.hard() >= 0 && limit.hard() != Long.MAX_VALUE;
        if (soft || hard) {
            long most = hard ? limit.hard() : Long.MAX_VALUE;
            long now = Math.min(soft ? limit.soft() : most, most);
            words.add(option + now + ":" + (hard ? most : ""));
        }
    }
}
