package muster.modules.generators.cgi;

/// Which of httpd's two modules this is: they log under different names and numbers, and call their timeout differently.
///
/// @param name in LoadModule
/// @param file of httpd's source
/// @param module in log lines
/// @param timeout the name of the directive
/// @param execOff number of the message that ExecCGI is off, and of those that follow
record CgiKind(
        String name,
        String file,
        String module,
        String timeout,
        int execOff,
        int includedNph,
        int notFound,
        int directory,
        int pathInfo) {
    static final CgiKind CGI =
            new CgiKind("cgi_module", "mod_cgi.c", "cgi", "CGIScriptTimeout", 2809, 2810, 2811, 2812, 2813);
    static final CgiKind CGID =
            new CgiKind("cgid_module", "mod_cgid.c", "cgid", "CGIDScriptTimeout", 1262, 1263, 1264, 1265, 1266);
}
