package muster.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One file of `twins/`: a configuration, a document tree, and requests that Apache httpd and Muster must answer alike.
///
/// ```
/// What this table is about, in words.
/// == modules
/// rewrite headers
/// == config
/// RewriteEngine on
/// == file htdocs/page.html
/// the file's bytes, without the last line end
/// == executable cgi-bin/hello
/// == link htdocs/here -> page.html
/// == dates
/// page.html 2026-03-04T05:06:07Z
/// == requests
/// GET /page.html
/// GET /page.html | Accept: text/html | Cookie: a=b
/// POST /form | Content-Type: text/plain || the body; \r, \n, \0 and \\ are understood
/// raw GET / HTTP/1.0\r\n\r\n
/// tls GET /page.html | Host: one.test
/// tls{-tls1_2 -cert ok -servername one.test} GET /page.html
/// == ignore
/// Content-Length Transfer-Encoding
/// == neutral
/// id=[0-9a-f]+ -> id=ID
/// == content
/// == log
/// ```
///
/// Files below the document root that `dates` doesn't name were last changed at [Twins#CHANGED].
///
/// Fields that `ignore` names may differ: httpd's answers to programs are framed by how fast they write.
/// `LoadModule` lines are made of the words of `modules`. With `== log`, the error logs' lines about clients must agree too;
/// and what the configuration writes to `logs/twins.log`, if it does.
/// `BACKEND` is the port of a [FcgiBackend].
/// A line with `tls` goes to the port that `SECURE` stands for, by [TlsClient] with the options in braces. With that word in the
/// configuration, `tls/` holds the certificates of [TestCertificates].
///
/// `FOLDER` and `PORT` in configurations and files stand for each server's own; `PORT` in requests too.
/// What matches a pattern of `neutral` is replaced before answers and logs are compared: for numbers that are drawn.
/// With `== content`, content is compared instead of bytes: codings are undone, and any framing will do.
///
/// @param files name to content
/// @param ignored names of fields
/// @param links name to what it leads to
/// @param dates a file below htdocs to when it was changed
/// @param requests the text of a line to what is sent
record TwinTable(
        String name,
        List<String> modules,
        String config,
        Map<String, String> files,
        List<String> executables,
        List<String> ignored,
        Map<String, String> links,
        Map<String, Instant> dates,
        Map<String, String> requests,
        Map<String, String> neutral,
        boolean content,
        boolean log) {
    static TwinTable read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException problem) {
            throw new java.io.UncheckedIOException(problem);
        }
        var modules = new ArrayList<String>();
        var config = new StringBuilder();
        var files = new LinkedHashMap<String, String>();
        var executables = new ArrayList<String>();
        var ignored = new ArrayList<String>();
        var links = new LinkedHashMap<String, String>();
        var dates = new LinkedHashMap<String, Instant>();
        var requests = new LinkedHashMap<String, String>();
        var neutral = new LinkedHashMap<String, String>();
        boolean content = false;
        boolean log = false;
        String[] parts = ("\n" + text).split("\n== ", -1);
        for (int i = 1; i < parts.length; i++) {
            int end = parts[i].indexOf('\n');
            String title = end < 0 ? parts[i] : parts[i].substring(0, end);
            String body = end < 0 ? "" : parts[i].substring(end + 1);
            String[] words = title.split(" ", 2);
            switch (words[0]) {
                case "modules" -> modules.addAll(List.of(body.strip().split("\\s+")));
                case "config" -> config.append(body).append('\n');
                case "file" -> files.put(words[1], body);
                case "executable" -> {
                    files.put(words[1], body + "\n");
                    executables.add(words[1]);
                }
                case "link" -> {
                    String[] ends = words[1].split(" -> ");
                    links.put(ends[0], ends[1]);
                }
                case "dates" -> body.lines().filter(line -> !line.isBlank()).forEach(line -> {
                    String[] nameAndTime = line.split(" ");
                    dates.put(nameAndTime[0], Instant.parse(nameAndTime[1]));
                });
                case "requests" -> body.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(line -> requests.put(line, request(line)));
                case "ignore" -> ignored.addAll(List.of(body.strip().split("\\s+")));
                case "neutral" -> body.lines().filter(line -> !line.isBlank()).forEach(line -> {
                    String[] both = line.split(" -> ", 2);
                    neutral.put(both[0], both[1]);
                });
                case "content" -> content = true;
                case "log" -> log = true;
                default -> throw new IllegalArgumentException(file + ": what is '" + title + "'?");
            }
        }
        modules.removeIf(String::isEmpty);
        String name = file.getFileName().toString().replace(".txt", "");
        return new TwinTable(
                name,
                modules,
                config.toString(),
                files,
                executables,
                ignored,
                links,
                dates,
                requests,
                neutral,
                content,
                log);
    }

    private static String request(String line) {
        if (line.startsWith("raw ")) {
            return unescaped(line.substring(4));
        }
        if (line.startsWith("tls ") || line.startsWith("tls{")) {
            return TlsClient.mark(line) + request(line.substring(line.startsWith("tls{") ? line.indexOf("} ") + 2 : 4));
        }
        String[] headAndBody = line.split(" \\|\\| ", 2);
        String[] parts = headAndBody[0].split(" \\| ");
        String[] words = parts[0].split(" ", 2);
        var fields = new ArrayList<>(List.of(parts).subList(1, parts.length));
        String body = headAndBody.length > 1 ? unescaped(headAndBody[1]) : "";
        boolean framed = fields.stream().anyMatch(field -> field.matches("(?i)(content-length|transfer-encoding):.*"));
        if (headAndBody.length > 1 && !framed) {
            fields.add("Content-Length: " + body.length());
        }
        fields.replaceAll(TwinTable::unescaped);
        return Wire.request(words[0], words[1], fields.toArray(String[]::new)) + body;
    }

    private static String unescaped(String text) {
        var result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                c = switch (text.charAt(++i)) {
                    case 'r' -> '\r';
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case '0' -> '\0';
                    default -> text.charAt(i);
                };
            }
            result.append(c);
        }
        return result.toString();
    }

    /// Lays the tree out for both and starts them.
    Twins start() {
        var twins = new Twins().ignoring(ignored).neutral(neutral);
        for (TestServer server : List.of(twins.muster(), twins.apache())) {
            if (config.contains("SECURE")) {
                server.certificates();
            }
            files.forEach((name, content) -> server.file(name, own(server, content)));
            executables.forEach(name -> server.folder().resolve(name).toFile().setExecutable(true, false));
            links.forEach((name, target) -> link(server.folder().resolve(name), own(server, target)));
            server.configure(MpmName.EVENT, own(server, loadModules() + config));
        }
        dates.forEach(twins::date);
        return twins.start();
    }

    private String loadModules() {
        var lines = new StringBuilder();
        modules.forEach(module -> lines.append(TestServer.loadModule(module)));
        return lines.toString();
    }

    private static String own(TestServer server, String text) {
        String own = text.contains("SECURE") ? text.replace("SECURE", Integer.toString(server.securePort())) : text;
        own = own.replace("FOLDER", server.folder().toString()).replace("PORT", Integer.toString(server.port()));
        return own.contains("BACKEND") ? own.replace("BACKEND", Integer.toString(FcgiBackend.shared().port())) : own;
    }

    private static void link(Path link, String target) {
        try {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
        } catch (IOException problem) {
            throw new java.io.UncheckedIOException(problem);
        }
    }
}
