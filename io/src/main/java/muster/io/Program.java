package muster.io;

import java.util.List;

/// What to run for a request (CGI): a program with its words and its environment, and nothing else of this process.
///
/// @param file the program, a path
/// @param arguments `argv`, the program's own name first
/// @param environment `NAME=value` each
/// @param directory where it starts
public record Program(String file, List<String> arguments, List<String> environment, String directory) {
    public Program {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
    }
}
