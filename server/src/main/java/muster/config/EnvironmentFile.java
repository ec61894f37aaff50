package muster.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Debian's `envvars` beside the main configuration file: what `apache2ctl` gives the server as its environment, for a server that is
/// started without it. Only assignments are understood; nothing is run.
final class EnvironmentFile {
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(\\S*)\\s*");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)\\}|([A-Za-z_][A-Za-z0-9_]*))");
    private static final String INSTANCE = "apache2-";

    private EnvironmentFile() {}

    /// The variables of the file beside a configuration file; none if there is no such file.
    static Map<String, String> beside(String configuration, UnaryOperator<@Nullable String> environment) {
        Path file = Path.of(configuration).resolveSibling("envvars");
        try {
            if (!Files.isRegularFile(file)) {
                return Map.of();
            }
            String folder = String.valueOf(file.toAbsolutePath().getParent().getFileName());
            String suffix = folder.startsWith(INSTANCE) ? folder.substring(INSTANCE.length() - 1) : "";
            return read(Files.readString(file, StandardCharsets.ISO_8859_1), suffix, environment);
        } catch (IOException | RuntimeException _) {
            return Map.of();
        }
    }

    /// @param suffix of a second instance's folder: `-other` for `/etc/apache2-other`
    static Map<String, String> read(String text, String suffix, UnaryOperator<@Nullable String> environment) {
        var variables = new HashMap<String, String>();
        text.lines().forEach(line -> {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches() && !assignment.group(1).equals("SUFFIX")) {
                String value = unquoted(assignment.group(2));
                variables.put(assignment.group(1), filled(value, suffix, variables, environment));
            }
        });
        return Map.copyOf(variables);
    }

    private static String unquoted(String value) {
        char first = value.isEmpty() ? 0 : value.charAt(0);
        boolean quoted = value.length() > 1 && (first == '"' || first == '\'') && value.charAt(value.length() - 1) == first;
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static String filled(
            String value, String suffix, Map<String, String> variables, UnaryOperator<@Nullable String> environment) {
        return VARIABLE.matcher(value).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            String known = name.equals("SUFFIX") ? suffix : variables.get(name);
            String inherited = known == null ? environment.apply(name) : known;
            return Matcher.quoteReplacement(inherited == null ? "" : inherited);
        });
    }
}
