package muster.modules.aaa;

import java.io.IOException;
import java.util.Optional;
import java.util.function.IntFunction;
import muster.core.Authorization;
import muster.core.FilePath;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Requirement;
import muster.io.AccountNames;
import muster.io.FileStatus;
import muster.io.FileSystem;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// mod_authz_owner: `Require file-owner`, whose users bear the names of the system's; and the file's group, for `Require file-group`.
public final class AuthzOwnerModule implements Module {
    private static final String SHORT_NAME = "authz_owner";

    @Override
    public String name() {
        return "authz_owner_module";
    }

    @Override
    public String file() {
        return "mod_authz_owner.c";
    }

    @Override
    public void register(Registry registry) {
        registry.provider(Requirement.Kind.class, "file-owner", (_, _) -> AuthzOwnerModule::owner);
        registry.provider(FileGroup.class, FileGroup.PROVIDER, AuthzOwnerModule::group);
    }

    private static Authorization owner(Request request) throws IOException {
        String user = request.user();
        if (user == null) {
            return Authorization.DENIED_NO_USER;
        }
        FileStatus status = status(request, 1633);
        if (status == null) {
            return Authorization.DENIED;
        }
        String owner = name(request, AccountNames::user, status.uid());
        if (owner == null) {
            refused(request, 1636, "could not get name of file owner");
            return Authorization.DENIED;
        }
        if (!owner.equals(user)) {
            refused(request, 1637, "file owner " + owner + " does not match.");
            return Authorization.DENIED;
        }
        return Authorization.GRANTED;
    }

    private static @Nullable String group(Request request) throws IOException {
        FileStatus status = status(request, 1638);
        if (status == null) {
            return null;
        }
        String group = name(request, AccountNames::group, status.gid());
        if (group == null) {
            refused(request, 1641, "could not get name of file group");
        }
        return group;
    }

    /// @param number of the message that there is no file at all; the next one's is that it can't be looked at
    private static @Nullable FileStatus status(Request request, int number) throws IOException {
        FilePath file = request.file();
        if (file == null) {
            refused(request, number, "no filename available");
            return null;
        }
        FileStatus status = request.fileStatus();
        if (status == null) {
            status = request.server().files().stat(file.text());
        }
        if (status == null) {
            request.log()
                    .writeFailure(
                            LogLevel.ERROR,
                            SHORT_NAME,
                            number + 1,
                            FileSystem.MISSING,
                            message(request, "could not stat file " + file.text()));
        }
        return status;
    }

    private static @Nullable String name(Request request, IntFunction<@Nullable String> names, int number)
            throws IOException {
        try {
            return request.connection()
                    .transport()
                    .waiter()
                    .elsewhere(() -> Optional.ofNullable(names.apply(number)))
                    .orElse(null);
        } catch (IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("a name could not be looked up", failure);
        }
    }

    private static void refused(Request request, int number, String reason) {
        request.log().error(SHORT_NAME, number, message(request, reason));
    }

    private static String message(Request request, String reason) {
        return "Authorization of user " + request.user() + " to access " + request.path() + " failed, reason: " + reason;
    }
}
