package muster.modules.mappers.rewrite;

import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSource;

/// Reads one RewriteMap line: `name type:source [options]`.
final class MapLine {
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

    /// Fails where there is no such file, so that a misspelt name is found before the server starts.
    static String existing(Arguments line, String path) throws ConfigException {
        String file = line.absolute(path);
        if (line.kind(file) == ConfigSource.Kind.NOTHING) {
            throw line.wrong("RewriteMap: file for map " + line.text(0) + " not found:" + file);
        }
        return file;
    }
}
