package muster.core;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.OverrideClass;
import muster.config.Words;

/// Reads the words of `Options`, `AllowOverride`, `AllowOverrideList` and `FileETag`.
final class OptionWords {
    private static final int USELESS_OVERRIDE = 114;
    private static final int USELESS_LIST = 115;
    private static final int UNKNOWN_IN_LIST = 116;
    private static final int FORBIDDEN_IN_LIST = 2304;
    private static final int ALL_PARTS = FileTag.INODE | FileTag.MTIME | FileTag.SIZE;

    private OptionWords() {}

    static Options options(Options before, Arguments line) throws ConfigException {
        Options options = before;
        boolean first = true;
        boolean signed = false;
        boolean allOrNone = false;
        for (String written : Words.of(line.raw())) {
            char sign = written.startsWith("+") || written.startsWith("-") ? written.charAt(0) : 0;
            String word = sign == 0 ? written : written.substring(1);
            if (sign != 0 && !signed && !first && !allOrNone || sign == 0 && signed) {
                throw line.wrong("Either all Options must start with + or -, or no Option may.");
            }
            signed |= sign != 0;
            int option = option(word, line);
            if (option == 0 || option == Options.ALL) {
                checkAllOrNone(word, first, signed, line);
                allOrNone = true;
            }
            if (first && sign == 0) {
                options = options.cleared();
            }
            if ((line.allowedOptions() & option) != option) {
                throw line.wrong("Option " + word + " not allowed here");
            }
            options = options.with(sign, option);
            first = false;
        }
        return options;
    }

    private static void checkAllOrNone(String word, boolean first, boolean signed, Arguments line)
            throws ConfigException {
        boolean none = word.equalsIgnoreCase("none");
        if (!first) {
            throw line.wrong(
                    none ? "'Options None' must be the first Option given." : "'Options All' must be the first option given.");
        }
        if (signed) {
            String name = none ? "None" : "All";
            throw line.wrong("You may not use 'Options +" + name + "' or 'Options -" + name + "'.");
        }
    }

    private static int option(String word, Arguments line) throws ConfigException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "indexes" -> Options.INDEXES;
            case "includes" -> Options.INCLUDES | Options.INCLUDES_EXEC;
            case "includesnoexec" -> Options.INCLUDES;
            case "followsymlinks" -> Options.FOLLOW_SYM_LINKS;
            case "symlinksifownermatch" -> Options.SYM_LINKS_IF_OWNER_MATCH;
            case "execcgi" -> Options.EXEC_CGI;
            case "multiviews" -> Options.MULTI_VIEWS;
            case "runscripts" -> Options.MULTI_VIEWS | Options.EXEC_CGI;
            case "none" -> 0;
            case "all" -> Options.ALL;
            default -> throw line.wrong("Illegal option " + word);
        };
    }

    static Overrides overrides(Overrides before, Arguments line) throws ConfigException {
        refuseInAccessFile(line);
        if (!inDirectory(line)) {
            line.warn(
                    USELESS_OVERRIDE,
                    "Useless use of AllowOverride in line " + line.position().line() + " of "
                            + line.position().file() + ".");
        }
        Set<OverrideClass> classes = EnumSet.noneOf(OverrideClass.class);
        int options = Options.EVERY;
        boolean nonfatal = false;
        boolean nonfatalUnknown = false;
        for (String word : Words.of(line.raw())) {
            int equals = word.indexOf('=');
            String name = (equals < 0 ? word : word.substring(0, equals)).toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : word.substring(equals + 1);
            switch (name) {
                case "limit" -> classes.add(OverrideClass.LIMIT);
                case "options" -> {
                    classes.add(OverrideClass.OPTIONS);
                    options = value.isEmpty() ? Options.EVERY : optionsOf(value, line);
                }
                case "fileinfo" -> classes.add(OverrideClass.FILE_INFO);
                case "authconfig" -> classes.add(OverrideClass.AUTH_CONFIG);
                case "indexes" -> classes.add(OverrideClass.INDEXES);
                case "all" -> classes.addAll(EnumSet.allOf(OverrideClass.class));
                case "none" -> classes.clear();
                case "nonfatal" -> {
                    String which = value.toLowerCase(Locale.ROOT);
                    nonfatal |= which.equals("override") || which.equals("all");
                    nonfatalUnknown |= which.equals("unknown") || which.equals("all");
                }
                default -> throw line.wrong("Illegal override option " + word);
            }
        }
        return new Overrides(Set.copyOf(classes), options, nonfatal, nonfatalUnknown, before.list());
    }

    private static int optionsOf(String list, Arguments line) throws ConfigException {
        int options = 0;
        for (String word : list.split(",")) {
            options |= option(word, line);
        }
        return options;
    }

    private static boolean inDirectory(Arguments line) {
        return line.section().toLowerCase(Locale.ROOT).startsWith("<directory");
    }

    /// What no list of AllowOverrideList can allow.
    private static void refuseInAccessFile(Arguments line) throws ConfigException {
        if (line.context() == Context.HTACCESS) {
            throw line.wrong(line.directive() + " cannot occur within htaccess files");
        }
    }

    static Overrides overrideList(Overrides before, Arguments line) throws ConfigException {
        refuseInAccessFile(line);
        if (!inDirectory(line)) {
            line.warn(USELESS_LIST, "Useless use of AllowOverrideList at " + line.position());
        }
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < line.count(); i++) {
            String word = line.text(i);
            if (word.equalsIgnoreCase("none")) {
                if (line.count() > 1) {
                    throw line.wrong("'None' not allowed with other directives in AllowOverrideList");
                }
                continue;
            }
            if (line.isDirective(word, Context.HTACCESS) || line.isDirective(word, Context.DIRECTORY)) {
                names.add(word.toLowerCase(Locale.ROOT));
            } else if (line.isDirective(word, Context.SERVER) || line.isDirective(word, Context.VIRTUAL_HOST)) {
                line.warn(
                        FORBIDDEN_IN_LIST,
                        "Discarding directive `" + word + "' not allowed in AllowOverrideList at " + line.position());
            } else {
                line.warn(
                        UNKNOWN_IN_LIST,
                        "Discarding unrecognized directive `" + word + "' in AllowOverrideList at " + line.position());
            }
        }
        return new Overrides(
                before.classes(), before.options(), before.nonfatal(), before.nonfatalUnknown(), Set.copyOf(names));
    }

    static FileTag fileTag(FileTag before, Arguments line) throws ConfigException {
        FileTag tag = before;
        boolean first = true;
        for (String written : Words.of(line.raw())) {
            char sign = written.startsWith("+") || written.startsWith("-") ? written.charAt(0) : 0;
            String word = sign == 0 ? written : written.substring(1);
            int part = part(word, line);
            if (sign != 0 && (part == FileTag.NONE || part == ALL_PARTS)) {
                throw line.wrong("FileETag keyword '" + word + "' cannot be used with '+' or '-'");
            }
            if (sign == 0 && first) {
                tag = FileTag.UNSET;
                first = false;
            }
            tag = tag.with(sign, part);
        }
        return tag;
    }

    private static int part(String word, Arguments line) throws ConfigException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "none" -> FileTag.NONE;
            case "all" -> ALL_PARTS;
            case "inode" -> FileTag.INODE;
            case "mtime" -> FileTag.MTIME;
            case "size" -> FileTag.SIZE;
            case "digest" -> FileTag.DIGEST;
            default -> throw line.wrong("Unknown keyword '" + word + "' for FileETag directive");
        };
    }
}
