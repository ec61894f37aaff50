package muster.modules.aaa;

import static muster.modules.aaa.AuthzGroupfileModule.SHORT_NAME;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import muster.core.Authorization;
import muster.core.Request;
import muster.expr.EvaluationException;
import muster.io.FileSystem;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

/// Whether users belong to groups, by the file that AuthGroupFile names.
final class GroupMembers {
    private static final int GROUP = 1664;
    private static final int FILE_GROUP = 1668;

    private final ParsedFiles<GroupFile> files = new ParsedFiles<>(GroupFile::parse);

    Authorization group(Request request, RequestWords wanted) {
        if (request.user() == null) {
            return Authorization.DENIED_NO_USER;
        }
        Set<String> groups = groups(request, GROUP);
        if (groups == null) {
            return Authorization.DENIED;
        }
        try {
            List<String> words = wanted.of(request);
            for (String word : words) {
                if (groups.contains(GroupFile.key(word))) {
                    return Authorization.GRANTED;
                }
            }
        } catch (EvaluationException failed) {
            request.log()
                    .error(
                            SHORT_NAME,
                            2592,
                            "authz_groupfile authorize: require group: Can't evaluate require expression: "
                                    + failed.getMessage());
            return Authorization.DENIED;
        }
        request.log().debug(SHORT_NAME, 1667, refused(request) + "user is not part of the 'require'ed group(s).");
        return Authorization.DENIED;
    }

    Authorization fileGroup(Request request, FileGroup ofFile) throws IOException {
        if (request.user() == null) {
            return Authorization.DENIED_NO_USER;
        }
        Set<String> groups = groups(request, FILE_GROUP);
        String wanted = groups == null ? null : ofFile.of(request);
        if (groups == null || wanted == null) {
            return Authorization.DENIED;
        }
        if (groups.contains(GroupFile.key(wanted))) {
            return Authorization.GRANTED;
        }
        request.log().debug(SHORT_NAME, 1671, refused(request) + "user is not part of the 'require'ed file group.");
        return Authorization.DENIED;
    }

    /// The user's groups; null, and a message, if there are none.
    /// @param number of the message that no file is named; the next are that it can't be read, and that the user isn't in it
    private @Nullable Set<String> groups(Request request, int number) {
        String path = request.get(AuthzGroupfileModule.GROUP_FILE);
        var log = request.log();
        if (path.isEmpty()) {
            log.error(SHORT_NAME, number, "No group file was specified in the configuration");
            return null;
        }
        try {
            Set<String> groups = files.get(request, path).of(String.valueOf(request.user()));
            if (!groups.isEmpty()) {
                return groups;
            }
            LogLevel level = number == GROUP ? LogLevel.INFO : LogLevel.ERROR;
            log.write(level, SHORT_NAME, number + 2, refused(request) + "user doesn't appear in group file (" + path + ").");
        } catch (IOException failure) {
            String message = "Could not open group file: " + path;
            log.writeFailure(LogLevel.ERROR, SHORT_NAME, number + 1, FileSystem.errno(failure), message);
        }
        return null;
    }

    private static String refused(Request request) {
        return "Authorization of user " + request.user() + " to access " + request.path() + " failed, reason: ";
    }
}
