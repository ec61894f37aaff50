package muster.config;

import java.util.List;

/// One directive of a configuration as it stands there, with variables filled in and conditions resolved: a node of [ConfigTree].
///
/// @param name as written; a section's starts with `<` and has no `>`: `<Directory`
/// @param arguments the rest of the line; a section's ends with `>`
/// @param position the line's end, for messages
/// @param children what stands inside a section
public record Directive(String name, String arguments, Position position, List<Directive> children) {
    public Directive {
        children = List.copyOf(children);
    }

    public boolean isSection() {
        return name.startsWith("<");
    }
}
