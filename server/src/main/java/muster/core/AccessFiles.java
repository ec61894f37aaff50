package muster.core;

import java.io.IOException;
import muster.http.HttpException;
import org.jspecify.annotations.Nullable;

/// `.htaccess` files: what one directory's file says. Asked for each directory of a path from the root down, right after its
/// `<Directory>` sections were merged, if AllowOverride lets a file speak there.
@FunctionalInterface
public interface AccessFiles {
    /// No such files are looked for.
    AccessFiles NONE = (_, _, _, _, _) -> null;

    /// @param path of the request's file; the directory is what is before `end`
    /// @param hash of the directory, as [String#hashCode] has it
    /// @param allowed what the directory's file may say
    /// @return the same object as long as the file doesn't change; null if there is none
    /// @throws HttpException 500 for a file that is wrong, 403 for one that can't be read
    @Nullable AccessFile at(Request request, String path, int end, int hash, Overrides allowed)
            throws HttpException, IOException;
}
