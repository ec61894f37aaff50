package muster.core;

import java.io.IOException;
import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// `.htaccess` files: what one directory's file says, as a section of kind [Section.Kind#HTACCESS]. Asked for each directory of a
/// path from the root down, right after its `<Directory>` sections were merged.
@FunctionalInterface
public interface AccessFiles {
    /// No such files are looked for.
    AccessFiles NONE = (_, _, _, _) -> null;

    /// @param path of the request's file; the directory is what is before `end`
    /// @param soFar what holds in the directory: `soFar.get(DirectorySettings.OVERRIDES)` says what its file may do
    /// @return the same object as long as the file doesn't change; null if there is none, or it may say nothing
    /// @throws HttpException 500 for a file that is wrong, 403 for one that can't be read
    @Nullable Section at(Request request, String path, int end, muster.config.Settings soFar)
            throws HttpException, IOException;
}
