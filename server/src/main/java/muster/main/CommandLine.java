package muster.main;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// The options of one call, as httpd's `main` reads them: single letters that may be bundled (`-tS`), with an argument that
/// may follow in the same word (`-DNAME`).
///
/// @param serverRoot `-d`, or null for the default
/// @param configFile `-f`, or null for the default; relative to the server root
/// @param defines `-D`, in their order; those that ask for a dump are among them, as in httpd
/// @param before `-C`: directives to process before the configuration
/// @param after `-c`: directives to process after it
/// @param signal `-k`, or null
/// @param startupLevel `-e`: which messages of the start to show, or null
/// @param startupLog `-E`: where startup errors go, or null for the terminal
/// @param flags the options without an argument
record CommandLine(
        @Nullable String serverRoot,
        @Nullable String configFile,
        List<String> defines,
        List<String> before,
        List<String> after,
        @Nullable Signal signal,
        @Nullable LogLevel startupLevel,
        @Nullable String startupLog,
        Set<Flag> flags) {

    /// An option without an argument.
    enum Flag {
        VERSION('v'),
        SETTINGS('V'),
        MODULES('l'),
        DIRECTIVES('L'),
        TEST('t'),
        NO_DOCUMENT_ROOT_CHECK('T'),
        DUMP_HOSTS('S'),
        DUMP_MODULES('M'),
        ONE_PROCESS('X'),
        HELP('h');

        private final char letter;

        Flag(char letter) {
            this.letter = letter;
        }

        static @Nullable Flag of(char letter) {
            if (letter == '?') {
                return HELP;
            }
            for (Flag flag : values()) {
                if (flag.letter == letter) {
                    return flag;
                }
            }
            return null;
        }
    }

    /// What `-k` asks of a running server, or of one that is to run.
    enum Signal {
        START,
        STOP,
        RESTART,
        GRACEFUL,
        GRACEFUL_STOP,
        CONFIGTEST;

        static Signal of(String word) throws CommandLineException {
            for (Signal signal : values()) {
                if (signal.word().equals(word)) {
                    return signal;
                }
            }
            throw new CommandLineException("illegal option -- k");
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final String WITH_ARGUMENT = "CcDdEefk";

    boolean has(Flag flag) {
        return flags.contains(flag);
    }

    boolean defined(String name) {
        return defines.contains(name);
    }

    /// @throws CommandLineException with getopt's words where getopt has words for it
    static CommandLine parse(List<String> words) throws CommandLineException {
        var reader = new Reader();
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at++);
            if (word.equals("--") && at == words.size()) {
                break;
            }
            if (word.equals("--help") || word.equals("--version")) {
                reader.flag(word.charAt(2));
                continue;
            }
            if (word.length() < 2 || word.charAt(0) != '-') {
                throw new CommandLineException("");
            }
            int letter = 1;
            while (letter < word.length()) {
                char option = word.charAt(letter++);
                if (WITH_ARGUMENT.indexOf(option) < 0) {
                    reader.flag(option);
                    continue;
                }
                if (letter == word.length() && at == words.size()) {
                    throw new CommandLineException("option requires an argument -- " + option);
                }
                reader.option(option, letter < word.length() ? word.substring(letter) : words.get(at++));
                break;
            }
        }
        return reader.result();
    }

    private static final class Reader {
        private @Nullable String serverRoot;
        private @Nullable String configFile;
        private @Nullable Signal signal;
        private @Nullable LogLevel startupLevel;
        private @Nullable String startupLog;
        private final List<String> defines = new ArrayList<>();
        private final List<String> before = new ArrayList<>();
        private final List<String> after = new ArrayList<>();
        private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

        void flag(char letter) throws CommandLineException {
            Flag flag = Flag.of(letter);
            if (flag == null) {
                throw new CommandLineException("illegal option -- " + letter);
            }
            flags.add(flag);
            switch (flag) {
                case DUMP_HOSTS -> {
                    define("DUMP_VHOSTS");
                    define("DUMP_RUN_CFG");
                }
                case DUMP_MODULES -> define("DUMP_MODULES");
                case ONE_PROCESS -> define("DEBUG");
                case VERSION, SETTINGS, MODULES, DIRECTIVES, TEST, NO_DOCUMENT_ROOT_CHECK, HELP -> {}
            }
        }

        void option(char letter, String argument) throws CommandLineException {
            switch (letter) {
                case 'C' -> before.add(argument);
                case 'c' -> after.add(argument);
                case 'D' -> define(argument);
                case 'd' -> serverRoot = argument;
                case 'E' -> startupLog = argument;
                case 'e' -> startupLevel = level(argument);
                case 'f' -> configFile = argument;
                case 'k' -> {
                    if (signal != null) {
                        throw new CommandLineException("illegal option -- k");
                    }
                    signal = Signal.of(argument);
                }
                default -> throw new IllegalArgumentException("no option with an argument: " + letter);
            }
        }

        private void define(String name) {
            if (!defines.contains(name)) {
                defines.add(name);
            }
        }

        private static LogLevel level(String word) throws CommandLineException {
            for (LogLevel level : LogLevel.values()) {
                if (level.text().equalsIgnoreCase(word)) {
                    return level;
                }
            }
            throw new CommandLineException("");
        }

        CommandLine result() {
            return new CommandLine(
                    serverRoot,
                    configFile,
                    List.copyOf(defines),
                    List.copyOf(before),
                    List.copyOf(after),
                    signal,
                    startupLevel,
                    startupLog,
                    Set.copyOf(flags));
        }
    }
}
