package muster.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a directive stands, as far as it matters for what it may do.
///
/// @param context which of httpd's four contexts this is
/// @param sections those around it with their `<`, the innermost last; none at the top of a file
/// @param directory the path of the enclosing `<Directory>`, or the folder of the `.htaccess` file; empty elsewhere
/// @param location the argument of the enclosing `<Location>`; empty elsewhere
/// @param limit the methods of the enclosing `<Limit>`
/// @param permissions in `.htaccess`, what AllowOverride lets it say; null elsewhere
/// @param path whose settings these are (httpd's `cmd->path`): the argument of the innermost section that has settings of its own,
///     `*If` in conditions, the folder of an `.htaccess` file; empty at the top of a server
/// @param holds the only kinds of directives that the section around it takes; all if there are none
public record Scope(
        Context context,
        List<String> sections,
        String directory,
        String location,
        MethodLimit limit,
        @Nullable Permissions permissions,
        String path,
        Set<OverrideClass> holds) {
    /// The top of the configuration.
    public static final Scope SERVER = top(Context.SERVER, "", null);

    /// What AllowOverride allows in an `.htaccess` file.
    public interface Permissions {
        /// Whether a directive may stand in such a file at all, and here.
        boolean allow(DirectiveType<?> type);

        /// What to warn of instead of failing, for a directive that is unknown (null) or isn't allowed; null to fail.
        @Nullable Warning forgiven(String name, @Nullable DirectiveType<?> type, Position position);

        /// The bits of `AllowOverride Options=...`, all if it names none.
        int options();
    }

    private static Scope top(Context context, String directory, @Nullable Permissions permissions) {
        return new Scope(context, List.of(), directory, "", MethodLimit.NONE, permissions, directory, Set.of());
    }

    /// The top of an `.htaccess` file.
    public static Scope htaccess(String directory, Permissions permissions) {
        return top(Context.HTACCESS, directory, permissions);
    }

    /// Inside a section that changes nothing else.
    public Scope in(String section) {
        return in(section, context);
    }

    /// Inside a section that makes another context.
    public Scope in(String section, Context inner) {
        return in(section, inner, path);
    }

    /// Inside a section that has settings of its own but no place: Files and conditions.
    public Scope in(String section, Context inner, String argument) {
        return new Scope(inner, with(section), directory, location, limit, permissions, argument, holds);
    }

    public Scope inDirectory(String section, String folder) {
        return new Scope(Context.DIRECTORY, with(section), folder, "", limit, permissions, folder, holds);
    }

    public Scope inLocation(String section, String url) {
        return new Scope(Context.DIRECTORY, with(section), "", url, limit, permissions, url, holds);
    }

    public Scope limitedTo(String section, MethodLimit methods) {
        return new Scope(context, with(section), directory, location, methods, permissions, path, holds);
    }

    /// Inside a module's section.
    Scope inside(DirectiveType<?> section) {
        Context inner = section.isolated() ? Context.DIRECTORY : context;
        Set<OverrideClass> kinds = section.holds().isEmpty() ? holds : section.holds();
        return new Scope(inner, with(section.name()), directory, location, limit, permissions, path, kinds);
    }

    private List<String> with(String section) {
        var more = new ArrayList<>(sections);
        more.add(section);
        return List.copyOf(more);
    }

    /// The innermost section around it, with its `<`; null at the top of a file.
    public @Nullable String enclosing() {
        return sections.isEmpty() ? null : sections.getLast();
    }

    private boolean isHeld(DirectiveType<?> type) {
        // What can't stand in .htaccess files has no class; it may stand where directives of a <Directory> may.
        boolean unclassed = !type.contexts().contains(Context.HTACCESS) && context == Context.DIRECTORY;
        return holds.isEmpty() || unclassed || !Collections.disjoint(holds, type.overrides());
    }

    /// Why a directive can't stand here, in httpd's words; null if it can.
    public @Nullable String refusal(DirectiveType<?> type) {
        boolean allowed = permissions == null ? type.contexts().contains(context) : permissions.allow(type);
        if (allowed && isHeld(type)) {
            return null;
        }
        String name = type.name();
        String whole = name.startsWith("<") ? name + ">" : name;
        if (context == Context.VIRTUAL_HOST && type.contexts().contains(Context.SERVER)) {
            return whole + " cannot occur within <VirtualHost> section";
        }
        if (context == Context.SERVER && type.contexts().contains(Context.VIRTUAL_HOST)) {
            return whole + " only used in <VirtualHost>";
        }
        String enclosing = enclosing();
        return enclosing == null ? name + " not allowed here" : name + " not allowed in " + enclosing + "> context";
    }
}
