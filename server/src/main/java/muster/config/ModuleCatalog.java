package muster.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The modules as the reader of a configuration sees them: which there are, which are loaded so far, and which directives
/// the loaded ones know. One catalog serves one reading; LoadModule lines change it.
public interface ModuleCatalog {
    /// What became of a LoadModule line.
    enum Loading {
        LOADED,
        /// A line before loaded it.
        ALREADY_LOADED,
        /// Always part of the server.
        BUILT_IN,
        /// There is no module of this name.
        UNKNOWN
    }

    /// @param identifier as LoadModule takes it: `alias_module`
    Loading load(String identifier);

    /// Whether a module is loaded.
    /// @param name as IfModule takes it: `alias_module` or `mod_alias.c`, in exactly this case
    boolean isLoaded(String name);

    /// The declaration of a directive by its name in any case; sections start with `<`. Null if no loaded module knows it.
    @Nullable DirectiveType<?> directive(String name);

    /// What logs call the loaded module that a directive comes with: `alias`; `core` if none is known.
    default String shortNameOf(String directive) {
        return "core";
    }

    /// Identifiers of existing modules that look like a name that none has, most likely first.
    List<String> similar(String identifier);

    /// The module that a directive would come with, if it were loaded; null if there is none.
    @Nullable String moduleOf(String directive);

    /// What to do instead of something of httpd's that this server leaves out on purpose; null for anything else.
    /// @param name a directive's, or a module's identifier
    default @Nullable String instead(String name) {
        return null;
    }
}
