package muster.modules.filters.sed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.config.ConfigException;
import muster.modules.filters.sed.Command.Action;
import muster.pattern.Regex;
import org.jspecify.annotations.Nullable;

/// Compiles lines of a script, with sed's own complaints.
final class ScriptReader {
    private static final int LONGEST_LINE = 1000;
    private static final int LONGEST_LABEL = 7;
    private static final int MOST_OPEN = 20;
    private static final int LARGEST_COUNT = 512;

    private final List<Command> commands;
    private final List<Integer> open;
    private final Map<String, Integer> labels;
    private @Nullable Regex lastPattern;
    private boolean quiet;
    private Cursor in = new Cursor("");
    private final Patterns patterns;

    /// Compiles patterns in PCRE's language.
    @FunctionalInterface
    interface Patterns {
        Regex compile(String pattern) throws ConfigException;
    }

    private ScriptReader(Script before, Patterns patterns) {
        this.patterns = patterns;
        this.commands = new ArrayList<>(before.commands());
        this.open = new ArrayList<>(before.open());
        this.labels = new HashMap<>(before.labels());
        this.lastPattern = before.lastPattern();
        this.quiet = before.quiet();
    }

    /// A script with the commands of one more directive.
    static Script plus(Script before, String text, Patterns patterns) throws ScriptException, ConfigException {
        var reader = new ScriptReader(before, patterns);
        boolean first = true;
        for (String line : text.split("(?<!\\\\)\n")) {
            reader.line(line, first);
            first = false;
        }
        return reader.script();
    }

    private Script script() {
        String fault = open.isEmpty() ? null : "too many {'s";
        var resolved = new ArrayList<Command>(commands);
        for (int i = 0; i < resolved.size(); i++) {
            Command command = resolved.get(i);
            if (command.action() instanceof Action.Jump(boolean conditional, String label, int target)) {
                // Without a name: to the end, wherever that is by now.
                Integer place = label == null ? Integer.valueOf(target) : label.isEmpty() ? null : labels.get(label);
                if (label != null && label.isEmpty()) {
                    place = Integer.MAX_VALUE;
                }
                if (place == null) {
                    fault = fault == null ? "undefined label: " + label : fault;
                } else if (label != null) {
                    resolved.set(i, command.with(new Action.Jump(conditional, label, place)));
                }
            }
        }
        return new Script(
                List.copyOf(resolved), quiet, List.copyOf(open), Map.copyOf(labels), lastPattern, fault);
    }

    private ScriptException wrong(String complaint) {
        return new ScriptException(complaint + ": " + in.line());
    }

    private void line(String line, boolean first) throws ScriptException, ConfigException {
        if (line.length() > LONGEST_LINE) {
            throw new ScriptException("command line too long");
        }
        in = new Cursor(line);
        if (first && line.startsWith("#")) {
            quiet |= line.startsWith("#n");
            return;
        }
        while (true) {
            in.skipBlanks();
            if (in.at() == 0 || in.at() == '#') {
                return;
            }
            if (in.at() == ';') {
                in.next();
                continue;
            }
            if (!command()) {
                continue;
            }
            char end = in.next();
            if (end == 0) {
                return;
            }
            if (end != ';') {
                throw wrong("command garbled");
            }
        }
    }

    /// One command with its addresses.
    /// @return whether it must end here; another may follow a `{` at once
    private boolean command() throws ScriptException, ConfigException {
        Address first = address();
        Address last = null;
        if (first != null && (in.at() == ',' || in.at() == ';')) {
            in.next();
            last = address();
            if (last == null) {
                throw wrong("command garbled");
            }
        }
        in.skipBlanks();
        boolean negated = false;
        char letter = in.next();
        while (letter == '!') {
            negated = true;
            letter = in.next();
        }
        switch (letter) {
            case '{' -> {
                if (open.size() >= MOST_OPEN) {
                    throw wrong("too much command text");
                }
                open.add(commands.size());
                commands.add(new Command(first, last, !negated, new Action.Jump(false, null, 0)));
                return false;
            }
            case '}' -> {
                close(first);
                // httpd's ends the line here.
                in.rest();
                return true;
            }
            case ':' -> {
                label(first);
                return true;
            }
            default -> {
                Action action = action(letter, last);
                commands.add(new Command(first, last, negated, action));
                return true;
            }
        }
    }

    private void close(@Nullable Address first) throws ScriptException {
        if (first != null) {
            throw wrong("no addresses allowed");
        }
        if (open.isEmpty()) {
            throw new ScriptException("too many }'s");
        }
        int start = open.removeLast();
        commands.set(start, commands.get(start).with(new Action.Jump(false, null, commands.size())));
    }

    private void label(@Nullable Address first) throws ScriptException {
        if (first != null) {
            throw wrong("no addresses allowed");
        }
        String name = labelName();
        if (labels.putIfAbsent(name, commands.size()) != null) {
            throw wrong("duplicate labels");
        }
    }

    private String labelName() throws ScriptException {
        in.skipSpaces();
        String name = in.rest();
        if (name.length() > LONGEST_LABEL) {
            throw wrong("label too long");
        }
        return name;
    }

    private @Nullable Address address() throws ScriptException, ConfigException {
        char c = in.at();
        if (c == '$') {
            in.next();
            return new Address.Last();
        }
        if (c == '/' || c == '\\') {
            if (c == '\\') {
                in.next();
            }
            return new Address.Matching(pattern(in.next(), null));
        }
        if (c < '0' || c > '9') {
            return null;
        }
        long number = 0;
        while (in.at() >= '0' && in.at() <= '9') {
            number = number * 10 + in.next() - '0';
        }
        return new Address.Line(number);
    }

    /// @param groups where the number of groups goes; null if nobody asks
    private Regex pattern(char delimiter, int @Nullable [] groups) throws ScriptException, ConfigException {
        BasicPattern read = BasicPattern.read(in, delimiter);
        if (read == null) {
            Regex before = lastPattern;
            if (before == null) {
                throw new ScriptException("first RE may not be null");
            }
            return before;
        }
        if (groups != null) {
            groups[0] = read.groups();
        }
        Regex compiled = patterns.compile(read.translated());
        lastPattern = compiled;
        return compiled;
    }

    private Action action(char letter, @Nullable Address last) throws ScriptException, ConfigException {
        if (last != null && "=aiqr".indexOf(letter) >= 0 && letter != 0) {
            throw wrong("only one address allowed");
        }
        return switch (letter) {
            case '=', 'g', 'G', 'h', 'H', 'n', 'N', 'p', 'P', 'd', 'D', 'q', 'l', 'x' -> new Action.Letter(letter);
            case 'a', 'i', 'c' -> new Action.Text(letter, text());
            case 'b', 't' -> new Action.Jump(letter == 't', labelName(), 0);
            case 'r' -> {
                if (in.next() != ' ') {
                    throw wrong("command garbled");
                }
                in.skipBlanks();
                yield new Action.ReadFile(in.rest());
            }
            case 's' -> substitute();
            case 'y' -> translate();
            case 'w' -> throw wrong("w is not for filters: they don't write files");
            default -> throw wrong("unrecognized command");
        };
    }

    /// What follows `a\` and a line end.
    private String text() throws ScriptException {
        if (in.at() == '\\') {
            in.next();
        }
        if (in.next() != '\n') {
            throw wrong("command garbled");
        }
        var text = new StringBuilder();
        in.skipBlanks();
        while (in.at() != 0) {
            char c = in.next();
            if (c == '\\') {
                c = in.next();
            }
            text.append(c);
            if (c == '\n') {
                in.skipBlanks();
            }
        }
        return text.toString();
    }

    private Action substitute() throws ScriptException, ConfigException {
        char delimiter = in.next();
        var groups = new int[1];
        Regex regex = pattern(delimiter, groups);
        String replacement = replacement(delimiter, groups[0]);
        int which = 0;
        if (in.at() == 'g') {
            in.next();
            which = Action.Substitute.ALL;
        }
        if (in.at() >= '1' && in.at() <= '9') {
            which = 0;
            while (in.at() >= '0' && in.at() <= '9') {
                which = which * 10 + in.next() - '0';
                if (which > LARGEST_COUNT) {
                    throw wrong("suffix too large");
                }
            }
        }
        char print = 0;
        while (in.at() == 'p' || in.at() == 'P') {
            print = in.next();
        }
        if (in.at() == 'w') {
            throw wrong("w is not for filters: they don't write files");
        }
        return new Action.Substitute(regex, replacement, which, print);
    }

    private String replacement(char delimiter, int groups) throws ScriptException {
        var text = new StringBuilder();
        while (true) {
            char c = in.next();
            if (c == delimiter) {
                return text.toString();
            }
            if (c == 0) {
                throw wrong("ending delimiter missing on substitution");
            }
            text.append(c);
            if (c == '\\') {
                char escaped = in.next();
                if (escaped > groups + '0' && escaped <= '9') {
                    throw wrong("``\\digit'' out of range");
                }
                text.append(escaped);
            }
        }
    }

    private Action translate() throws ScriptException {
        char delimiter = in.next();
        List<Character> from = letters(delimiter);
        List<Character> to = letters(delimiter);
        if (from.size() != to.size()) {
            throw wrong("transform strings not the same size");
        }
        var table = new char[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = (char) i;
        }
        for (int i = 0; i < from.size(); i++) {
            table[from.get(i) & 0xff] = to.get(i);
        }
        return new Action.Translate(table);
    }

    private List<Character> letters(char delimiter) throws ScriptException {
        var letters = new ArrayList<Character>();
        while (true) {
            char c = in.next();
            if (c == delimiter) {
                return letters;
            }
            if (c == 0 || c == '\n') {
                throw wrong("ending delimiter missing on string");
            }
            if (c == '\\' && in.at() == 'n') {
                in.next();
                c = '\n';
            }
            letters.add(c);
        }
    }
}
