package muster.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import muster.config.ConfigReader;
import muster.config.MapSource;
import muster.config.OneCatalog;
import muster.http.HttpException;
import muster.io.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.fail;

/// The sections of a request and their order. What is expected is what Apache 2.4.71 answered to the same requests under the
/// same sections (with `Header always add` where these files say Mark): one line a request, `FILE|PATH-INFO: MARKS`.
class SectionWalkTest {
    private static final String ROOT = "/tmp/xa/www";
    private static final Set<String> FOLDERS = Set.of("/", "/a", "/a/b", "/a/bc", "/wx", "/wx/y");

    private static String resource(String name) throws IOException {
        try (var in = SectionWalkTest.class.getResourceAsStream("/sections/" + name)) {
            return in == null ? fail("no " + name) : new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static ServerCompiler.Compiled compile(String text) throws Exception {
        var source = new MapSource(text);
        var modules = new OneCatalog();
        var tree = ConfigReader.read(source, modules);
        return ServerCompiler.compile(tree, source, modules, modules.registry());
    }

    /// @param line `/a/f.html|/path-info`; a bar says that the file has path info, or doesn't exist
    private static Request request(VirtualHost host, String line) {
        int bar = line.indexOf('|');
        String file = bar < 0 ? line : line.substring(0, bar);
        String info = bar < 0 ? "" : line.substring(bar + 1);
        var connection = new ClientConnection(
                new MemoryConnection("192.0.2.7", "192.0.2.1", 8080), new MemoryServer(), host, 1);
        var request = new Request(connection, host);
        request.line("GET", file + info, 1001, "HTTP/1.1");
        request.path(new UrlPath(file + info));
        request.file(new FilePath(ROOT + file, ROOT));
        request.pathInfo(info);
        String bare = file.length() > 1 && file.endsWith("/") ? file.substring(0, file.length() - 1) : file;
        boolean folder = FOLDERS.contains(bare);
        if (folder || file.endsWith(".html")) {
            request.fileStatus(new FileStatus(folder ? 0x4000 : 0x8000, 0, 0, 1, 1, 1, 0, 0, 0, 0));
        }
        return request;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sections", "directories"})
    void sectionsApplyAsInHttpd(String name) throws Exception {
        var compiled = compile(resource(name + ".conf"));
        VirtualHost host = compiled.virtualHosts().isEmpty()
                ? compiled.mainHost()
                : compiled.virtualHosts().getFirst();
        var walk = new SectionWalk(compiled.mainHost(), compiled.virtualHosts());
        var found = new ArrayList<String>();
        List<String> expected = resource(name + ".txt").lines().toList();
        for (String line : expected) {
            String asked = line.substring(0, line.indexOf(": "));
            Request request = request(host, asked);
            walk.byFile(request);
            found.add(asked + ": " + String.join(" ", request.get(OneCatalog.MARKS)));
        }
        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    @Test
    void theSameSectionsGiveTheSameSettings() throws Exception {
        var compiled = compile(resource("sections.conf"));
        var walk = new SectionWalk(compiled.mainHost(), List.of());
        Request one = request(compiled.mainHost(), "/a/b/f.html");
        Request two = request(compiled.mainHost(), "/a/b/f.html");
        walk.byFile(one);
        walk.byFile(two);
        assertSame(one.settings(), two.settings());
    }

    @Test
    void namedGroupsBecomeVariables() throws Exception {
        var compiled = compile(resource("sections.conf"));
        var walk = new SectionWalk(compiled.mainHost(), List.of());
        Request request = request(compiled.mainHost(), "/a/b/f.html");
        walk.byFile(request);
        List<String> variables = Stream.of("MATCH_SEG", "MATCH_SUB", "MATCH_EXT", "MATCH_FIRST")
                .map(name -> request.environment().get(name))
                .toList();
        assertEquals(List.of("a", "b", "html", "a"), variables);
    }

    @Test
    void beforeTranslationOnlyTheUrlCounts() throws Exception {
        var compiled = compile(resource("sections.conf"));
        Request request = request(compiled.mainHost(), "/a/f.html");
        new SectionWalk(compiled.mainHost(), List.of()).byUrl(request);
        assertEquals(
                "root loc-a locm if-server else-server if-in-loc-a if-in-if",
                String.join(" ", request.get(OneCatalog.MARKS)));
    }

    @Test
    void accessFilesAreAskedForWhereTheyMaySpeak() throws Exception {
        var compiled = compile(resource("directories.conf") + "<Directory /tmp/xa>\nAllowOverride All\n</Directory>\n");
        VirtualHost host = compiled.virtualHosts().getFirst();
        var asked = new ArrayList<String>();
        var walk = new SectionWalk(compiled.mainHost(), compiled.virtualHosts(), (_, path, end, hash, allowed) -> {
            asked.add(path.substring(0, end));
            assertEquals(path.substring(0, end).hashCode(), hash);
            return null;
        });
        walk.byFile(request(host, "/a/b/f.html"));
        assertEquals(List.of("/tmp/xa", ROOT, ROOT + "/a", ROOT + "/a/b"), asked);
    }
}
