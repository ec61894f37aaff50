package muster.core;

import java.io.IOException;
import java.util.List;
import muster.config.Settings;
import muster.http.HttpException;
import muster.io.FileSystem;
import org.jspecify.annotations.Nullable;

/// This version doesn't read `.htaccess` files. Where AllowOverride lets one speak and there is one, what it forbids must not be
/// served as if it weren't there: the request is answered with 500, and the error log says which file it was.
public final class UnreadAccessFiles implements AccessFiles {
    private final FileSystem files;

    public UnreadAccessFiles(FileSystem files) {
        this.files = files;
    }

    @Override
    public @Nullable Section at(Request request, String path, int end, Settings soFar) throws HttpException, IOException {
        if (soFar.get(DirectorySettings.OVERRIDES).none()) {
            return null;
        }
        String directory = path.substring(0, end);
        String folder = directory.endsWith("/") ? directory : directory + "/";
        List<String> names = request.host().settings().get(ServerSettings.ACCESS_FILE_NAMES);
        for (int i = 0; i < names.size(); i++) {
            if (files.stat(folder + names.get(i)) != null) {
                throw new HttpException(
                        500,
                        60107,
                        folder + names.get(i) + ": .htaccess files are not supported yet; with AllowOverride None this one"
                                + " would be ignored, which is only right if nothing depends on it");
            }
        }
        return null;
    }
}
