package muster.core.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.core.Environment;

/// A request's variables as a process takes them: `NAME=value`, with names that any shell can read (httpd's
/// `ap_create_environment`).
public final class ProgramEnvironment {
    private ProgramEnvironment() {}

    public static List<String> of(Environment environment) {
        Map<String, String> variables = environment.all();
        var lines = new ArrayList<String>(variables.size() + 1);
        String zone = System.getenv("TZ");
        if (zone != null && !environment.has("TZ")) {
            lines.add("TZ=" + zone);
        }
        for (var variable : variables.entrySet()) {
            lines.add(readable(variable.getKey()) + "=" + upToNul(variable.getValue()));
        }
        return lines;
    }

    private static String readable(String name) {
        boolean fine = !name.isEmpty() && !isDigit(name.charAt(0));
        for (int i = 0; i < name.length(); i++) {
            fine &= isPlain(name.charAt(i));
        }
        if (fine) {
            return name;
        }
        var changed = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            changed.append(isPlain(c) && !(i == 0 && isDigit(c)) ? c : '_');
        }
        return changed.toString();
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// What a program would see of it.
    private static String upToNul(String value) {
        int nul = value.indexOf(0);
        return nul < 0 ? value : value.substring(0, nul);
    }
}
