package muster.main;

/// The texts of `-h`.
final class Usage {
    private static final String OPTIONS = """
            Options:
              -D name            : define a name for use in <IfDefine name> directives
              -d directory       : specify an alternate initial ServerRoot
              -f file            : specify an alternate ServerConfigFile
              -C "directive"     : process directive before reading config files
              -c "directive"     : process directive after reading config files
              -e level           : show startup errors of level (see LogLevel)
              -E file            : log startup errors to file
              -v                 : show version number
              -V                 : show compile settings
              -h                 : list available command line options (this page)
              -l                 : list compiled in modules
              -L                 : list available configuration directives
              -t -D DUMP_VHOSTS  : show parsed vhost settings
              -t -D DUMP_RUN_CFG : show parsed run settings
              -S                 : a synonym for -t -D DUMP_VHOSTS -D DUMP_RUN_CFG
              -t -D DUMP_MODULES : show all loaded modules
              -M                 : a synonym for -t -D DUMP_MODULES
              -t -D DUMP_INCLUDES: show all included configuration files
              -t -D DUMP_HOOKS   : show the order of the modules in each phase
              -t                 : run syntax check for config files
              -T                 : start without DocumentRoot(s) check
              -X                 : debug mode (only one worker, do not detach)
            """;

    private Usage() {}

    /// @param command the name the program was called by
    static String text(String command) {
        String first = "Usage: " + command + " ";
        String indent = " ".repeat(first.length());
        return first + "[-D name] [-d directory] [-f file]\n"
                + indent + "[-C \"directive\"] [-c \"directive\"]\n"
                + indent + "[-k start|restart|graceful|graceful-stop|stop|configtest]\n"
                + indent + "[-v] [-V] [-h] [-l] [-L] [-t] [-T] [-S] [-X]\n"
                + "       " + command + " serve [directory] [--port number] [--mpm prefork|worker|event]\n"
                + OPTIONS;
    }
}
