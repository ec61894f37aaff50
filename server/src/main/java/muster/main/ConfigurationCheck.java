package muster.main;

import muster.config.ConfigException;
import muster.config.Directive;
import muster.config.Settings;
import muster.core.AccessLogs;
import muster.core.LogDirectives;
import muster.core.ServerSettings;
import muster.core.VirtualHost;
import muster.log.LogTarget;
import muster.main.ServerAssembly.Assembled;
import muster.mpm.MpmSettings;
import muster.posix.Errno;
import muster.posix.Statx;
import muster.posix.Users;
import org.jspecify.annotations.Nullable;

/// What is looked at once a configuration has been read, before anything is started with it: who the children are to be, and whether
/// there are folders for the logs. Only commands and the parent come here; a child couldn't see the same things.
final class ConfigurationCheck {
    private static final int BAD_USER = 543;
    private static final int BAD_GROUP = 544;
    private static final int NO_FOLDER_FOR_ERRORS = 2291;
    private static final int NO_FOLDER_FOR_ACCESSES = 2297;
    private static final int TYPE_BITS = 0170000;
    private static final int DIRECTORY = 0040000;

    private ConfigurationCheck() {}

    /// @throws ConfigException in httpd's words
    static void run(Assembled assembled) throws ConfigException {
        VirtualHost main = assembled.compiled().mainHost();
        user(main.settings().get(MpmSettings.USER), userLine(assembled));
        group(main.settings());
        errorLog(main, "main error log");
        for (VirtualHost host : assembled.compiled().virtualHosts()) {
            errorLog(host, "error log of vhost defined at " + host.position());
        }
        accessLogs(main);
        for (VirtualHost host : assembled.compiled().virtualHosts()) {
            accessLogs(host);
        }
    }

    private static void user(String name, @Nullable Directive line) throws ConfigException {
        boolean numbered = name.startsWith("#");
        Users.User known = numbered ? null : Users.byName(name);
        if (known == null && !numbered) {
            throw new ConfigException(BAD_USER, "bad user name " + name);
        }
        // As in httpd, what is no number counts as 0.
        boolean root = known == null ? name.matches("#(0*|\\D.*)") && !name.equals("#-1") : known.uid() == 0;
        if (root && line != null) {
            throw new ConfigException(
                    line.position(),
                    "Muster refuses to serve as root: a fault in any request could take the whole machine. "
                            + "Name another user in the User directive, such as www-data.");
        }
    }

    /// The User directive that holds: the last.
    private static @Nullable Directive userLine(Assembled assembled) {
        Directive last = null;
        for (Directive directive : assembled.tree().directives()) {
            if (directive.name().equalsIgnoreCase("User")) {
                last = directive;
            }
        }
        return last;
    }

    private static void group(Settings settings) throws ConfigException {
        String group = settings.get(MpmSettings.GROUP);
        if (!group.startsWith("#") && Users.groupByName(group) < 0) {
            throw new ConfigException(BAD_GROUP, "bad group name " + group);
        }
    }

    private static void errorLog(VirtualHost host, String what) throws ConfigException {
        String written = host.settings().get(LogDirectives.ERROR_LOG).target();
        LogTarget target = LogTarget.ofErrorLog(written == null ? "logs/error_log" : written, root(host));
        if (target instanceof LogTarget.Daemon(int facility, String _) && facility == LogTarget.NO_FACILITY) {
            throw ConfigException.checking("AH10036: could not open syslog error log " + written + ": the facilities are "
                    + String.join(", ", LogTarget.FACILITIES.keySet().stream().sorted().toList()));
        }
        folder(target, NO_FOLDER_FOR_ERRORS, "for " + what);
    }

    private static void accessLogs(VirtualHost host) throws ConfigException {
        for (AccessLogs.Line line : host.settings().get(AccessLogs.SLOT).lines()) {
            LogTarget target = LogTarget.ofAccessLog(line.target(), root(host));
            folder(target, NO_FOLDER_FOR_ACCESSES, "for log file '" + line.target() + "' defined at " + line.position());
        }
    }

    private static void folder(LogTarget target, int number, String what) throws ConfigException {
        if (!(target instanceof LogTarget.File(String path))) {
            return;
        }
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        var status = Statx.mine();
        int result = status.path(folder, true);
        int errno = result == 0 && (status.mode() & TYPE_BITS) != DIRECTORY ? Errno.ENOTDIR : -result;
        if (errno != 0) {
            throw ConfigException.checking("(%d)%s: AH%05d: Cannot access directory '%s' %s"
                    .formatted(errno, Errno.text(errno), number, folder, what));
        }
    }

    private static String root(VirtualHost host) {
        return host.settings().get(ServerSettings.SERVER_ROOT);
    }
}
