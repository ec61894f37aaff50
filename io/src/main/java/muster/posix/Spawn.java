package muster.posix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to start, exactly: nothing of the starting process is passed on but what stands here.
///
/// @param program the file to execute, a path
/// @param arguments `argv`, its first element included
/// @param environment `NAME=value` each
/// @param input descriptor for the standard input, or -1 for `/dev/null`
/// @param output descriptor for the standard output, or -1 for `/dev/null`
/// @param error descriptor for the standard error
/// @param passed descriptors that the child finds as 3, 4, 5, ... in this order; it gets no other one
/// @param directory where it starts, or null for where the starting process is
/// @param session whether it starts a session of its own, so that the terminal's Ctrl-C and hang-up don't reach it
public record Spawn(
        String program,
        List<String> arguments,
        List<String> environment,
        int input,
        int output,
        int error,
        List<Integer> passed,
        @Nullable String directory,
        boolean session) {
    /// The number of the first of [#passed] in the child.
    public static final int FIRST_PASSED = 3;

    public Spawn {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        passed = List.copyOf(passed);
    }

    /// In the directory of the starting process.
    public Spawn(
            String program,
            List<String> arguments,
            List<String> environment,
            int input,
            int output,
            int error,
            List<Integer> passed,
            boolean session) {
        this(program, arguments, environment, input, output, error, passed, null, session);
    }

    /// With nothing to read on the standard input.
    public Spawn(
            String program,
            List<String> arguments,
            List<String> environment,
            int output,
            int error,
            List<Integer> passed,
            boolean session) {
        this(program, arguments, environment, -1, output, error, passed, session);
    }
}
