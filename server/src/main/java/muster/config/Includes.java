package muster.config;

import java.io.IOException;
import java.util.List;
import muster.config.ConfigSource.Kind;

/// `Include` and `IncludeOptional`: a file, a directory with everything below it, or a pattern with wildcards in any part
/// of the path. Names come in the order of their bytes.
final class Includes {
    /// httpd's AP_MAX_INCLUDE_DEPTH and AP_MAX_INCLUDE_DIR_DEPTH.
    private static final int MOST_FILES_DEEP = 128;
    private static final int MOST_FOLDERS_DEEP = 20;

    private final ConfigReader reader;
    private final ConfigSource source;

    Includes(ConfigReader reader, ConfigSource source) {
        this.reader = reader;
        this.source = source;
    }

    /// @param path absolute
    /// @param line where it is named
    /// @param optional whether it may match nothing
    void include(String path, String written, int line, boolean optional, List<Directive> into) throws Fault {
        if (reader.depth() > MOST_FILES_DEEP) {
            throw new Fault("Exceeded maximum include depth of " + MOST_FILES_DEEP
                    + ", There appears to be a recursion.");
        }
        if (!Wildcard.isWild(path)) {
            if (!optional || source.kind(path) != Kind.NOTHING) {
                fileOrFolder(FilePaths.withoutSlash(path), line, 0, into);
            }
            return;
        }
        pattern("/", path.substring(1), line, optional, into);
    }

    private void fileOrFolder(String path, int line, int depth, List<Directive> into) throws Fault {
        if (source.kind(path) != Kind.DIRECTORY) {
            reader.includeFile(path, line, into);
            return;
        }
        if (depth > MOST_FOLDERS_DEEP) {
            throw new Fault("Directory " + path + " exceeds the maximum include directory nesting level of "
                    + MOST_FOLDERS_DEEP + ". You have probably a recursion somewhere.");
        }
        for (String name : names(path, "Could not open config directory ")) {
            fileOrFolder(child(path, name), line, depth + 1, into);
        }
    }

    /// @param folder where the rest of the pattern starts: absolute
    private void pattern(String folder, String rest, int line, boolean optional, List<Directive> into) throws Fault {
        int slash = rest.indexOf('/');
        String first = slash < 0 ? rest : rest.substring(0, slash);
        String later = slash < 0 ? "" : rest.substring(slash + 1);
        if (!Wildcard.isWild(first)) {
            step(child(folder, first), later, line, optional, into);
            return;
        }
        if (optional && source.kind(folder) != Kind.DIRECTORY) {
            return;
        }
        Wildcard wildcard = Wildcard.ofPath(first);
        boolean found = false;
        for (String name : names(folder, "Include/IncludeOptional: Could not open directory ")) {
            String path = child(folder, name);
            boolean hidden = name.startsWith(".") && !first.startsWith("."); // as in the shell
            if (!hidden && wildcard.matches(name) && (later.isEmpty() || source.kind(path) == Kind.DIRECTORY)) {
                found = true;
                step(path, later, line, optional, into);
            }
        }
        if (!found && !optional) {
            throw new Fault("Include/IncludeOptional: No matches for the wildcard '" + first + "' in '"
                    + FilePaths.withoutSlash(folder) + "', failing");
        }
    }

    private void step(String path, String later, int line, boolean optional, List<Directive> into) throws Fault {
        if (!later.isEmpty()) {
            pattern(path, later, line, optional, into);
        } else if (!optional || source.kind(path) != Kind.NOTHING) {
            fileOrFolder(path, line, 0, into);
        }
    }

    private List<String> names(String folder, String complaint) throws Fault {
        try {
            return source.list(folder);
        } catch (IOException failed) {
            throw new Fault(complaint + folder + ": " + failed.getMessage());
        }
    }

    private static String child(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }
}
