package muster.config;

import org.jspecify.annotations.Nullable;

/// Where a directive stands, as far as it matters for what it may do.
///
/// @param context which of httpd's four contexts this is
/// @param enclosing the innermost section around it, with its `<`; null at the top of a file
/// @param directory the path of the enclosing `<Directory>`, or the folder of the `.htaccess` file; empty elsewhere
/// @param location the argument of the enclosing `<Location>`; empty elsewhere
/// @param limit the methods of the enclosing `<Limit>`
/// @param permissions in `.htaccess`, what AllowOverride lets it say; null elsewhere
/// @param path whose settings these are (httpd's `cmd->path`): the argument of the innermost section that has settings of its own,
///     `*If` in conditions, the folder of an `.htaccess` file; empty at the top of a server
public record Scope(
        Context context,
        @Nullable String enclosing,
        String directory,
        String location,
        MethodLimit limit,
        @Nullable Permissions permissions,
        String path) {
    /// The top of the configuration.
    public static final Scope SERVER = new Scope(Context.SERVER, null, "", "", MethodLimit.NONE, null, "");

    /// What AllowOverride allows in an `.htaccess` file.
    public interface Permissions {
        /// Whether a directive may stand in such a file at all, and here.
        boolean allow(DirectiveType<?> type);

        /// What to warn of instead of failing, for a directive that is unknown (null) or isn't allowed; null to fail.
        @Nullable Warning forgiven(String name, @Nullable DirectiveType<?> type, Position position);

        /// The bits of `AllowOverride Options=...`, all if it names none.
        int options();
    }

    /// The top of an `.htaccess` file.
    public static Scope htaccess(String directory, Permissions permissions) {
        return new Scope(Context.HTACCESS, null, directory, "", MethodLimit.NONE, permissions, directory);
    }

    /// Inside a section that changes nothing else.
    public Scope in(String section) {
        return new Scope(context, section, directory, location, limit, permissions, path);
    }

    /// Inside a section that makes another context.
    public Scope in(String section, Context inner) {
        return new Scope(inner, section, directory, location, limit, permissions, path);
    }

    /// Inside a section that has settings of its own but no place: Files and conditions.
    public Scope in(String section, Context inner, String argument) {
        return new Scope(inner, section, directory, location, limit, permissions, argument);
    }

    public Scope inDirectory(String section, String path) {
        return new Scope(Context.DIRECTORY, section, path, "", limit, permissions, path);
    }

    public Scope inLocation(String section, String url) {
        return new Scope(Context.DIRECTORY, section, "", url, limit, permissions, url);
    }

    public Scope limitedTo(String section, MethodLimit methods) {
        return new Scope(context, section, directory, location, methods, permissions, path);
    }

    /// Why a directive can't stand here, in httpd's words; null if it can.
    public @Nullable String refusal(DirectiveType<?> type) {
        if (permissions == null ? type.contexts().contains(context) : permissions.allow(type)) {
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
        return enclosing == null ? name + " not allowed here" : name + " not allowed in " + enclosing + "> context";
    }
}
