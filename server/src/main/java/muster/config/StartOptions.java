package muster.config;

import java.util.List;

/// What the command line says about the configuration.
///
/// @param serverRoot `-d`: absolute, without a slash at the end
/// @param file `-f`: absolute
/// @param defines `-D`: names that IfDefine knows
/// @param before `-C`: directives that come before the file's
/// @param after `-c`: directives that come after the file's
/// @param checkDocumentRoot false for `-T`
public record StartOptions(
        String serverRoot,
        String file,
        List<String> defines,
        List<String> before,
        List<String> after,
        boolean checkDocumentRoot) {
    public StartOptions {
        defines = List.copyOf(defines);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /// Just a file.
    public static StartOptions of(String serverRoot, String file) {
        return new StartOptions(serverRoot, file, List.of(), List.of(), List.of(), true);
    }
}
