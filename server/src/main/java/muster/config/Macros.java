package muster.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// mod_macro's part of reading a configuration: `<Macro>` keeps lines for later, `Use` puts them into the place of its own line with
/// values for parameters, `UndefMacro` forgets them.
final class Macros {
    private static final String PREFIXES = "$%@";
    private static final char ESCAPED = '@';

    /// What the lines of all uses may come to, in characters: macros that use each other multiply.
    private static final long MOST = 1L << 26;
    private static final long MOST_IN_HTACCESS = 1L << 18;

    /// @param location where it was defined, as messages say it
    /// @param ignoresEmpty whether empty values are nothing to warn about
    private record Macro(
            String name, List<String> parameters, List<String> lines, String location, boolean ignoresEmpty) {
        String where() {
            return "macro '" + name + "' (" + location + ")";
        }
    }

    private final ConfigReader reader;
    private final Map<String, Macro> macros = new HashMap<>();
    private boolean anyDefined;
    private boolean ignoresEmpty;
    private boolean ignoresNesting;
    private long left = MOST;

    Macros(ConfigReader reader) {
        this.reader = reader;
    }

    void inHtaccess() {
        left = MOST_IN_HTACCESS;
    }

    /// Reads a definition up to its end.
    /// @param arguments what follows `<Macro`
    void define(String arguments, Lines lines) throws Fault {
        anyDefined = true;
        int end = arguments.lastIndexOf('>');
        if (end < 0) {
            throw new Fault("<Macro> directive missing closing '>'");
        }
        if (end == 0) {
            throw new Fault("<Macro macro definition: empty name");
        }
        warnUnlessBlank("AH02801: non blank chars found after <Macro closing '>'", arguments.substring(end + 1), lines);
        var words = new Words(arguments.substring(0, end));
        String name = words.next().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw new Fault("<Macro macro definition: name not found");
        }
        Position here = lines.position();
        Macro before = macros.get(name);
        if (before != null) {
            warn(2802, "macro '" + name + "' multiply defined: " + before.location + ", redefined on line " + here.line()
                    + " of \"" + here.file() + "\"", lines);
        }
        String location = "defined on line " + here.line() + " of \"" + here.file() + "\"";
        var parameters = new ArrayList<String>();
        var head = new Macro(name, parameters, List.of(), location, false);
        if (PREFIXES.indexOf(name.charAt(0)) >= 0) {
            warn(2803, head.where() + " better prefix a macro name with any of '" + PREFIXES + "'", lines);
        }
        boolean nests = ignoresNesting;
        boolean empties = ignoresEmpty;
        while (words.more() && words.rest().startsWith("/")) {
            String flag = words.next();
            nests |= flag.equalsIgnoreCase("/IgnoreBadNesting");
            empties |= flag.equalsIgnoreCase("/IgnoreEmptyArgs");
            if (!flag.equalsIgnoreCase("/IgnoreBadNesting") && !flag.equalsIgnoreCase("/IgnoreEmptyArgs")) {
                warn(2804, head.where() + ": unknown flag '" + flag + "'", lines);
            }
        }
        while (words.more()) {
            parameters.add(words.next());
        }
        checkParameters(head, lines);
        var macro = new Macro(name, List.copyOf(parameters), content(head, lines, !nests), location, empties);
        checkContent(macro, lines);
        macros.put(name, macro);
    }

    private void checkParameters(Macro macro, Lines lines) throws Fault {
        List<String> names = macro.parameters;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                throw new Fault(macro.where() + ": empty argument #" + (i + 1) + " name");
            }
            if (PREFIXES.indexOf(name.charAt(0)) < 0) {
                warn(2796, macro.where() + " argument name '" + name + "' (#" + (i + 1)
                        + ") without expected prefix, better prefix argument names with one of '" + PREFIXES + "'.", lines);
            }
            if (name.startsWith("${")) {
                warn(2805, macro.where() + " argument name '" + name + "' (#" + (i + 1)
                        + ") clashes with 'Define' syntax '${...}', better use '$(...)'.", lines);
            }
            for (int j = i + 1; j < names.size(); j++) {
                checkPair(macro, i, j, lines);
            }
        }
    }

    private void checkPair(Macro macro, int i, int j, Lines lines) throws Fault {
        String one = macro.parameters.get(i);
        String other = macro.parameters.get(j);
        if (one.equals(other)) {
            throw new Fault("argument name conflict in " + macro.where() + ": argument '" + one + "': #" + (i + 1)
                    + " and #" + (j + 1) + ", change argument names!");
        }
        if (!other.isEmpty() && (one.startsWith(other) || other.startsWith(one))) {
            warn(2797, macro.where() + ": argument name prefix conflict (" + one + " #" + (i + 1) + " and " + other + " #"
                    + (j + 1) + "), be careful about your macro definition!", lines);
        }
    }

    /// The lines up to the closing one. Definitions inside are part of them.
    private List<String> content(Macro macro, Lines lines, boolean careful) throws Fault {
        var content = new ArrayList<String>();
        int start = lines.position().line();
        int macrosOpen = 1;
        int sectionsOpen = 1;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith("#")) {
                continue;
            }
            String first = new Words(line).next();
            if (first.startsWith("</")) {
                sectionsOpen--;
                if (careful && sectionsOpen < 0) {
                    int at = lines.position().line() - start;
                    warn(2793, "bad (negative) nesting on line " + at + " of " + macro.where(), lines);
                }
            } else if (first.startsWith("<")) {
                sectionsOpen++;
            }
            if (first.equalsIgnoreCase("</Macro>")) {
                warnUnlessBlank(
                        "AH02794: non blank chars found after directive closing", line.substring(line.lastIndexOf('>') + 1), lines);
                if (--macrosOpen == 0) {
                    if (careful && sectionsOpen != 0) {
                        warn(2795, "bad cumulated nesting (%+d) in %s".formatted(sectionsOpen, macro.where()), lines);
                    }
                    return List.copyOf(content);
                }
            } else if (first.equalsIgnoreCase("<Macro")) {
                macrosOpen++;
            }
            content.add(line);
        }
        throw new Fault(macro.where() + "\\n\\tcontents error: expected token not found: </Macro>");
    }

    private void checkContent(Macro macro, Lines lines) {
        if (macro.lines.isEmpty()) {
            warn(2799, macro.where() + ": empty contents!", lines);
            return;
        }
        for (int i = 0; i < macro.parameters.size(); i++) {
            String name = macro.parameters.get(i);
            if (macro.lines.stream().noneMatch(line -> uses(line, name, macro.parameters))) {
                warn(2800, macro.where() + ": argument '" + name + "' (#" + (i + 1) + ") never used", lines);
            }
        }
    }

    /// Whether a line holds a parameter that isn't the start of a longer one there.
    private static boolean uses(String line, String name, List<String> parameters) {
        for (int at = 0; ; ) {
            int found = next(line, at, parameters);
            if (found < 0) {
                return false;
            }
            String longest = longest(line, found, parameters);
            if (longest.equals(name)) {
                return true;
            }
            at = found + longest.length();
        }
    }

    private static int next(String line, int from, List<String> parameters) {
        int first = -1;
        for (String name : parameters) {
            int found = line.indexOf(name, from);
            first = found >= 0 && (first < 0 || found < first) ? found : first;
        }
        return first;
    }

    private static String longest(String line, int at, List<String> parameters) {
        String longest = "";
        for (String name : parameters) {
            longest = line.startsWith(name, at) && name.length() > longest.length() ? name : longest;
        }
        return longest;
    }

    /// Puts a macro's lines before what follows the line that uses it.
    void use(String arguments, Lines lines) throws Fault {
        if (!anyDefined) {
            throw new Fault("no macro defined before Use");
        }
        var words = new Words(arguments);
        String name = words.next().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw new Fault("no macro name specified with Use");
        }
        Macro macro = macros.get(name);
        if (macro == null) {
            throw new Fault("macro '" + name + "' undefined");
        }
        Position here = lines.position();
        if (here.file().contains("macro '" + name + "'")) {
            throw new Fault("recursive use of macro '" + name + "' is invalid");
        }
        var values = new ArrayList<String>();
        while (words.more()) {
            values.add(words.next());
        }
        if (values.size() != macro.parameters.size()) {
            throw new Fault(macro.where() + " used with " + values.size() + " arguments instead of "
                    + macro.parameters.size());
        }
        String where = macro.where() + " used on line " + here.line() + " of \"" + here.file() + "\"";
        for (int i = 0; i < values.size(); i++) {
            if (!macro.ignoresEmpty && values.get(i).isEmpty()) {
                warn(2798, where + ": empty argument #" + (i + 1), lines);
            }
        }
        lines.insert(where, filled(macro, values));
    }

    private String filled(Macro macro, List<String> values) throws Fault {
        var text = new StringBuilder();
        for (String line : macro.lines) {
            text.append(filled(line, macro.parameters, values)).append('\n');
            if (text.length() > left) {
                throw new Fault(macro.where() + " makes the configuration too long");
            }
        }
        left -= text.length();
        return text.toString();
    }

    /// A line with values for its parameters. The search goes on behind as many characters as the value has.
    private static String filled(String line, List<String> parameters, List<String> values) {
        var text = new StringBuilder(line);
        for (int at = next(line, 0, parameters); at >= 0; at = next(text.toString(), at, parameters)) {
            String name = longest(text.toString(), at, parameters);
            String value = values.get(parameters.indexOf(name));
            boolean quoted = name.charAt(0) == ESCAPED && !name.equals(value);
            text.replace(at, at + name.length(), quoted ? quoted(value) : value);
            at += value.length();
        }
        return text.toString();
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    void forget(List<String> words) throws Fault {
        if (!anyDefined) {
            throw new Fault("no macro defined before UndefMacro");
        }
        String name = words.getFirst().toLowerCase(Locale.ROOT);
        if (macros.remove(name) == null) {
            throw new Fault("cannot remove undefined macro '" + name + "'");
        }
    }

    /// Empty values are nothing to warn about from here on.
    void ignoreEmpty() {
        ignoresEmpty = true;
    }

    /// Sections that begin or end inside a macro only are nothing to warn about from here on.
    void ignoreNesting() {
        ignoresNesting = true;
    }

    private void warnUnlessBlank(String what, String rest, Lines lines) {
        if (!rest.isBlank() && !rest.strip().startsWith("#")) {
            Position here = lines.position();
            warn(2989, what + " on line " + here.line() + " of " + here.file() + ": " + rest, lines);
        }
    }

    private void warn(int number, String message, Lines lines) {
        reader.warn(new Warning(number, message, lines.position(), "macro"));
    }
}
