package muster.core;

import java.io.IOException;
import muster.http.HttpException;

/// Finds the settings that hold for a request, by the sections that match it.
public interface SettingsWalk {
    /// Before translation only the URL is known: the host's settings with `<Location>` merged over them.
    void byUrl(Request request) throws HttpException, IOException;

    /// When [Request#file] and [Request#fileStatus] are known: the host's, Directory, `.htaccess`, Files, Location, If, in that order.
    /// @throws HttpException 500 for an `.htaccess` file that is wrong, 403 for one that can't be read
    void byFile(Request request) throws HttpException, IOException;
}
