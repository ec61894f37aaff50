package muster.modules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.Position;
import muster.config.Settings;
import muster.core.ModuleRegistry;

/// The words of a directive without a configuration file, and a way to apply it.
public record TestWords(String directive, List<String> words, Context context, String section, List<String> warnings)
        implements Arguments {
    /// Applies a line such as `AddType text/x .x` to settings; quotes aren't known.
    public static Settings apply(ModuleRegistry registry, Settings before, String line, Context context, String section)
            throws ConfigException {
        var all = List.of(line.split(" +"));
        var type = java.util.Objects.requireNonNull(registry.directive(all.getFirst())).type();
        var rest = all.subList(1, all.size());
        var warnings = new ArrayList<String>();
        Settings after = before;
        for (var words : switch (type.takes()) {
            case EACH -> rest.stream().map(List::of).toList();
            case FIRST_AND_EACH ->
                rest.stream().skip(1).map(other -> List.of(rest.getFirst(), other)).toList();
            default -> List.of(rest);
        }) {
            after = type.apply(after, new TestWords(type.name(), words, context, section, warnings));
        }
        return after;
    }

    @Override
    public int count() {
        return words.size();
    }

    @Override
    public String text(int index) {
        return words.get(index);
    }

    @Override
    public String raw() {
        return String.join(" ", words);
    }

    @Override
    public boolean flag(int index) {
        return text(index).equalsIgnoreCase("on");
    }

    @Override
    public long integer(int index, long least, long most) {
        return Long.parseLong(text(index));
    }

    @Override
    public String path(int index) {
        return text(index).startsWith("/") ? text(index) : "/server/" + text(index);
    }

    @Override
    public byte[] read(String path) {
        return path.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public Settings body() {
        return Settings.NONE;
    }

    @Override
    public Position position() {
        return new Position("test.conf", 1);
    }

    @Override
    public String directory() {
        return "";
    }

    @Override
    public String location() {
        return section.isEmpty() ? "" : "/here";
    }

    @Override
    public ConfigException wrong(String message) {
        return new ConfigException(position(), message);
    }

    @Override
    public void warn(int number, String message) {
        warnings.add(message);
    }
}
