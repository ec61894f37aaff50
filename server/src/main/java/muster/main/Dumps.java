package muster.main;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.IncludedFile;
import muster.config.OverrideClass;
import muster.config.Settings;
import muster.core.GenerationLogs;
import muster.core.Module;
import muster.core.ModuleRegistry;
import muster.core.Phase;
import muster.core.Registration;
import muster.core.ServerSettings;
import muster.core.VirtualHost;
import muster.log.LogTarget;
import muster.main.ServerAssembly.Assembled;
import muster.mpm.MpmSettings;
import muster.posix.Users;

/// What `-t -D DUMP_...` and `-L` print, in httpd's formats.
final class Dumps {
    private static final String ROW = "%-22s ";

    private Dumps() {}

    /// Prints all dumps that the command line asks for.
    /// @return whether it asked for any
    static boolean print(CommandLine line, Assembled assembled, PrintStream out) {
        Map<String, Runnable> dumps = new LinkedHashMap<>();
        dumps.put("DUMP_INCLUDES", () -> includes(assembled.tree().includes(), out));
        dumps.put("DUMP_CONFIG", () -> ConfigDump.print(assembled.tree().directives(), assembled.modules(), out));
        dumps.put("DUMP_VHOSTS", () -> hosts(assembled.compiled().virtualHosts(), out));
        dumps.put("DUMP_RUN_CFG", () -> settings(line, assembled, out));
        dumps.put("DUMP_MODULES", () -> modules(assembled.modules(), out));
        dumps.put("DUMP_HOOKS", () -> hooks(assembled.modules().registry(), out));
        dumps.keySet().retainAll(line.defines());
        dumps.values().forEach(Runnable::run);
        return !dumps.isEmpty();
    }

    private static void includes(List<IncludedFile> files, PrintStream out) {
        out.println("Included configuration files:");
        for (IncludedFile file : files) {
            String mark = file.depth() == 0 ? "(*)" : "(" + file.line() + ")";
            out.println("  ".repeat(file.depth() + 1) + mark + " " + file.path());
        }
    }

    private static void modules(LoadedModules modules, PrintStream out) {
        out.println("Loaded Modules:");
        for (Module module : modules.registry().modules()) {
            out.println(" " + module.name() + (modules.isBuiltIn(module) ? " (static)" : " (shared)"));
        }
    }

    private static void hooks(ModuleRegistry registry, PrintStream out) {
        out.println("Hooks:");
        for (Phase phase : Phase.values()) {
            out.println(phase.name().toLowerCase(Locale.ROOT));
            for (Registration hook : registry.phases().in(phase)) {
                out.println("  " + hook.module() + " (" + hook.place().name().toLowerCase(Locale.ROOT) + ")");
            }
        }
    }

    /// Addresses with one host first, then those that names tell apart.
    private static void hosts(List<VirtualHost> hosts, PrintStream out) {
        out.println("VirtualHost configuration:");
        Map<String, List<VirtualHost>> byAddress = new LinkedHashMap<>();
        for (VirtualHost host : hosts) {
            for (String address : host.addresses().reversed()) {
                byAddress.computeIfAbsent(address, _ -> new ArrayList<>()).add(host);
            }
        }
        byAddress.forEach((address, at) -> {
            if (!isWildcard(address)) {
                address(address, at, out);
            }
        });
        byAddress.forEach((address, at) -> {
            if (isWildcard(address)) {
                address(address, at, out);
            }
        });
    }

    private static boolean isWildcard(String address) {
        return address.startsWith("*") || address.startsWith("_default_");
    }

    private static void address(String address, List<VirtualHost> hosts, PrintStream out) {
        String shown = address.contains(":") ? address : address + ":*";
        if (hosts.size() == 1) {
            out.println(ROW.formatted(shown) + nameAndPlace(hosts.getFirst()));
            return;
        }
        String port = shown.substring(shown.lastIndexOf(':') + 1);
        out.println(ROW.formatted(shown) + "is a NameVirtualHost");
        out.println("         default server " + nameAndPlace(hosts.getFirst()));
        for (VirtualHost host : hosts) {
            out.println("         port " + port + " namevhost " + nameAndPlace(host));
            for (String alias : host.aliases()) {
                boolean wild = alias.indexOf('*') >= 0 || alias.indexOf('?') >= 0;
                out.println("                 " + (wild ? "wild alias " : "alias ") + alias);
            }
        }
    }

    private static String nameAndPlace(VirtualHost host) {
        return host.serverName() + " (" + host.position().file() + ":" + host.position().line() + ")";
    }

    private static void settings(CommandLine line, Assembled assembled, PrintStream out) {
        VirtualHost main = assembled.compiled().mainHost();
        Settings settings = main.settings();
        String root = assembled.tree().serverRoot();
        out.println("ServerRoot: \"" + root + "\"");
        out.println("Main DocumentRoot: \"" + settings.get(ServerSettings.DOCUMENT_ROOT) + "\"");
        out.println("Main ErrorLog: \"" + errorLog(main) + "\"");
        out.println("Mutex default: dir=\"" + assembled.tree().runtimeDirectory() + "/\" mechanism=default ");
        out.println("Mutex watchdog-callback: using_defaults");
        out.println("PidFile: \"" + settings.get(MpmSettings.PID_FILE) + "\"");
        line.defines().forEach(name -> out.println("Define: " + name));
        assembled.tree().defines().forEach((name, value) -> {
            String shown = name + (value.isEmpty() ? "" : "=" + value);
            if (!line.defined(name) && !line.defined(shown)) {
                out.println("Define: " + shown);
            }
        });
        String user = settings.get(MpmSettings.USER);
        Users.User known = Users.byName(user);
        out.println("User: name=\"" + user + "\" id=" + (known == null ? number(user) : known.uid()));
        String group = settings.get(MpmSettings.GROUP);
        int gid = Users.groupByName(group);
        out.println("Group: name=\"" + group + "\" id=" + (gid < 0 ? number(group) : gid));
    }

    private static String errorLog(VirtualHost main) {
        LogTarget target = GenerationLogs.targets(main, List.of()).getFirst();
        return switch (target) {
            case LogTarget.File(String path) -> path;
            case LogTarget.Stream _ -> "/dev/stderr";
            case LogTarget.Program program -> "|" + program.command();
            case LogTarget.Daemon _ -> "syslog";
        };
    }

    /// The number in `#1000`, as an unsigned one.
    private static String number(String text) {
        return text.startsWith("#") ? Integer.toUnsignedString(Integer.parseInt(text.substring(1))) : Integer.toUnsignedString(-1);
    }

    /// `-L`: every directive of the loaded modules, and where it may stand.
    static void directives(ModuleRegistry registry, PrintStream out) {
        for (ModuleRegistry.Declared declared : registry.directives()) {
            DirectiveType<?> type = declared.type();
            out.println(type.name() + " (" + declared.module().file() + ")");
            out.println("\t" + type.meaning());
            out.println("\t" + places(type));
        }
    }

    /// Where a directive may stand, in two lines.
    static String places(DirectiveType<?> type) {
        boolean outside = type.contexts().contains(Context.SERVER) || type.contexts().contains(Context.VIRTUAL_HOST);
        boolean inside = type.contexts().contains(Context.DIRECTORY);
        String where = outside && inside ? "anywhere" : (inside ? "only inside" : "only outside") + " <Directory>, <Files>, <Location>, or <If>";
        if (!type.contexts().contains(Context.HTACCESS)) {
            return "Allowed in *.conf " + where;
        }
        List<String> classes = type.overrides().stream().sorted().map(Dumps::overrideName).toList();
        boolean any = classes.isEmpty() || classes.size() == OverrideClass.values().length;
        String when = any ? "isn't None" : "includes " + String.join(" or ", classes);
        return "Allowed in *.conf " + where + " and in .htaccess\n\twhen AllowOverride " + when;
    }

    private static String overrideName(OverrideClass override) {
        return switch (override) {
            case AUTH_CONFIG -> "AuthConfig";
            case FILE_INFO -> "FileInfo";
            case INDEXES -> "Indexes";
            case LIMIT -> "Limit";
            case OPTIONS -> "Options";
        };
    }
}
