package muster.modules.mappers.rewrite;

import java.util.ArrayList;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSource;
import muster.io.SharedProgram;
import muster.log.CommandWords;

/// Reads one RewriteMap line: `name type:source [options]`.
final class MapLine {
    private static final int CANT_START = 654;

    private MapLine() {}

    static RewriteMap read(Arguments line) throws ConfigException {
        String written = line.text(1);
        int colon = written.indexOf(':');
        String type = colon < 0 ? "" : written.substring(0, colon).toLowerCase(Locale.ROOT);
        String source = written.substring(colon + 1);
        if (written.toLowerCase(Locale.ROOT).startsWith("dbm")) {
            throw line.wrong("RewriteMap: DBM maps are not supported: name the text file it was made of (txt:)");
        }
        return switch (type) {
            case "txt" -> new TextMap(existing(line, source), false);
            case "rnd" -> new TextMap(existing(line, source), true);
            case "int" -> internal(line, source);
            case "prg" -> program(line, source);
            case "dbd", "fastdbd" -> throw line.wrong("RewriteMap types dbd and fastdbd require mod_dbd!");
            default -> new TextMap(existing(line, written), false);
        };
    }

    private static RewriteMap internal(Arguments line, String name) throws ConfigException {
        InternalMap map = InternalMap.named(name);
        if (map == null) {
            throw line.wrong("RewriteMap: internal map not found:" + name);
        }
        return map;
    }

    /// It is started only if the engine of its host is on.
    private static RewriteMap program(Arguments line, String commandLine) throws ConfigException {
        var words = new ArrayList<>(CommandWords.of(commandLine));
        String file = existing(line, words.isEmpty() ? "" : words.getFirst());
        if (words.isEmpty()) {
            words.add(file);
        } else {
            words.set(0, file);
        }
        String[] owner = line.count() > 2 ? line.text(2).split(":", 2) : new String[0];
        var program = new SharedProgram(
                words,
                owner.length > 0 && !owner[0].isEmpty() ? owner[0] : null,
                owner.length > 1 && !owner[1].isEmpty() ? owner[1] : null,
                new SharedProgram.Complaint(
                        Trace.MODULE, CANT_START, "mod_rewrite: could not start RewriteMap program " + file));
        line.program(program);
        return new ProgramMap(program);
    }

    /// Fails where there is no such file, so that a misspelt name is found before the server starts.
    static String existing(Arguments line, String path) throws ConfigException {
        String file = line.absolute(path);
        if (line.kind(file) == ConfigSource.Kind.NOTHING) {
            throw line.wrong("RewriteMap: file for map " + line.text(0) + " not found:" + file);
        }
        return file;
    }
}
