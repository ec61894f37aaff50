package muster.io;

import org.jspecify.annotations.Nullable;

/// The home folders of the machine's users.
public final class HomeFolders {
    private HomeFolders() {}

    /// Asks the user database, which may take its time: see [Waiter#elsewhere].
    /// @return null if there is no such user
    public static @Nullable String of(String user) {
        return AccountNames.home(user);
    }
}
