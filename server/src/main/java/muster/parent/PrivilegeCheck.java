package muster.parent;

import muster.child.Credentials;
import muster.config.ConfigException;
import muster.config.Settings;
import muster.mpm.MpmSettings;
import muster.posix.Users;
import muster.posix.Users.User;
import org.jspecify.annotations.Nullable;

/// Finds out who children shall be. Only root can choose; a server that an ordinary user started stays that user, and User and Group
/// mean nothing, as in httpd.
final class PrivilegeCheck {
    private static final int ROOT = 0;

    private PrivilegeCheck() {}

    /// @throws ConfigException if root started the server and User or Group name nobody, or root
    static Credentials credentials(Settings settings) throws ConfigException {
        if (Users.geteuid() != ROOT) {
            return Credentials.UNCHANGED;
        }
        String name = settings.get(MpmSettings.USER);
        User user = user(name);
        if (user == null) {
            throw new ConfigException("AH00543: bad user name " + name
                    + ": the server was started by root, so User must name the user that serves");
        }
        if (user.uid() == ROOT) {
            throw new ConfigException("Muster refuses to serve as root: a fault in any request could take the whole machine. "
                    + "Name another user in the User directive, such as www-data.");
        }
        String groupName = settings.sets(MpmSettings.GROUP) ? settings.get(MpmSettings.GROUP) : "#" + user.gid();
        int group = number(groupName, Users.groupByName(groupName));
        if (group < 0) {
            throw new ConfigException("AH00544: bad group name " + groupName);
        }
        return new Credentials(user.uid(), group, Users.groupsOf(user.name(), group));
    }

    private static @Nullable User user(String name) {
        User known = Users.byName(name);
        if (known != null) {
            return known;
        }
        int uid = number(name, -1);
        if (uid < 0) {
            return null;
        }
        User numbered = Users.byNumber(uid);
        return numbered != null ? numbered : new User(name, uid, uid, "/");
    }

    /// The number in `#1000`.
    private static int number(String text, int otherwise) {
        if (!text.startsWith("#")) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.substring(1));
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }
}
