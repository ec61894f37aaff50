package muster.io;

import muster.posix.Users;
import org.jspecify.annotations.Nullable;

/// The home folders of the machine's users.
public final class HomeFolders {
    private HomeFolders() {}

    /// Asks the user database, which may take its time.
    /// @return null if there is no such user
    public static @Nullable String of(String user) {
        Users.User found = Users.byName(user);
        return found == null ? null : found.home();
    }
}
