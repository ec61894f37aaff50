package muster.modules.aaa;

import java.io.IOException;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// The group that the requested file belongs to: what mod_authz_owner offers those modules that know the members of groups.
@FunctionalInterface
public interface FileGroup {
    /// The name that providers of this kind go by.
    String PROVIDER = "file-group";

    /// @return null if there is none; why has been logged
    @Nullable String of(Request request) throws IOException;
}
