package muster.modules.generators;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import muster.config.Settings;
import muster.core.DirectorySettings;
import muster.core.HandlerName;
import muster.core.FileTag;
import muster.core.MemoryServer;
import muster.core.Options;
import muster.core.Request;
import muster.core.Response;
import muster.core.ServerSettings;
import muster.io.PosixFileSystem;
import muster.modules.http.HttpModule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Files as responses. The tables hold what Apache httpd 2.4.71 answers for the same file; where a row differs from it, for the
/// sake of RFC 9110, it says so.
final class StaticFilesTest {
    private static final String BODY = "hello world, this is a test\n";
    private static final String TAG = "\"1c-60dedc04fb580\"";
    private static final String SAME = "Tue, 02 Jan 2024 03:04:05 GMT";
    private static final String OLDER = "Mon, 01 Jan 2024 03:04:05 GMT";
    private static final String NEWER = "Wed, 03 Jan 2024 03:04:05 GMT";
    private static final String FUTURE = "Wed, 03 Jan 2035 03:04:05 GMT";
    private static final long NOW = Instant.parse("2026-11-23T09:26:00Z").toEpochMilli();

    @TempDir
    Path folder;

    private MemoryServer server = new MemoryServer();

    @BeforeEach
    void tree() throws IOException {
        server.on(new PosixFileSystem()).load(new HttpModule()).set(ServerSettings.DOCUMENT_ROOT, folder.toString());
        write("hello.txt", BODY);
        write("large", "0123456789".repeat(10_000));
        Files.createDirectory(folder.resolve("sub"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        touch(name, Instant.parse("2024-01-02T03:04:05.123456789Z"));
    }

    private void touch(String name, Instant modified) throws IOException {
        Files.setLastModifiedTime(folder.resolve(name), FileTime.from(modified));
    }

    private record Result(Request request, MemoryServer.Answer answer) {
        Response response() {
            return request.last().response();
        }
    }

    private Result ask(String method, String path, String... fields) throws IOException {
        Request request = server.request(method, path);
        request.started(NOW, 0);
        for (String field : fields) {
            int colon = field.indexOf(": ");
            request.headers().add(field.substring(0, colon), field.substring(colon + 2));
        }
        return new Result(request, server.process(request));
    }

    private static List<String> fields(Response response) {
        var fields = new ArrayList<String>();
        for (int i = 0; i <= response.headers().size(); i++) {
            if (i == response.lengthPlace() && response.contentLength() >= 0) {
                fields.add("Content-Length: " + response.contentLength());
            }
            if (i < response.headers().size()) {
                fields.add(response.headers().name(i) + ": " + response.headers().value(i));
            }
        }
        return fields;
    }

    @Test
    void sendsAFileWithTheFieldsOfHttpdInItsOrder() throws IOException {
        var result = ask("GET", "/hello.txt");
        assertEquals(
                List.of("Last-Modified: " + SAME, "ETag: " + TAG, "Accept-Ranges: bytes", "Content-Length: 28"),
                fields(result.response()));
        assertEquals(BODY, result.answer().body());
        result = ask("GET", "/hello.txt", "Range: bytes=0-1");
        assertEquals(
                List.of(
                        "Last-Modified: " + SAME,
                        "ETag: " + TAG,
                        "Accept-Ranges: bytes",
                        "Content-Length: 2",
                        "Content-Range: bytes 0-1/28"),
                fields(result.response()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "If-Match: TAG | 200",
        "If-Match: W/TAG | 412",
        "If-Match: * | 200",
        "If-Match: \"x\", TAG | 200",
        "If-Match: \"x\" | 412",
        "If-Unmodified-Since: SAME | 200",
        "If-Unmodified-Since: OLDER | 412",
        "If-Unmodified-Since: NEWER | 200",
        "If-Unmodified-Since: x | 200",
        "If-Unmodified-Since: FUTURE | 200",
        // httpd 412; RFC 9110 §13.1.4: ignored beside If-Match
        "If-Match: TAG; If-Unmodified-Since: OLDER | 200",
        "If-Match: \"x\"; If-Unmodified-Since: NEWER | 412",
        "If-None-Match: TAG | 304",
        "If-None-Match: W/TAG | 304",
        "If-None-Match: * | 304",
        "If-None-Match: \"x\" | 200",
        "If-None-Match: \"x\", TAG | 304",
        "If-None-Match: \"x\"; If-None-Match: TAG | 304",
        "If-Modified-Since: SAME | 304",
        "If-Modified-Since: OLDER | 200",
        "If-Modified-Since: NEWER | 304",
        "If-Modified-Since: FUTURE | 200",
        "If-Modified-Since: x | 200",
        "If-None-Match: \"x\"; If-Modified-Since: SAME | 200",
        // httpd 200; RFC 9110 §13.1.3: ignored beside If-None-Match
        "If-None-Match: TAG; If-Modified-Since: OLDER | 304",
        "If-None-Match: TAG; If-Modified-Since: SAME | 304",
        "If-None-Match: TAG; If-Match: TAG | 304",
        "If-Match: \"x\"; If-None-Match: TAG | 412",
        "If-None-Match: TAG; If-Unmodified-Since: OLDER | 412",
        "Range: bytes=0-1; If-Range: TAG | 206",
        "Range: bytes=0-1; If-Range: W/TAG | 200",
        "Range: bytes=0-1; If-Range: SAME | 206",
        "Range: bytes=0-1; If-Range: OLDER | 200",
        "Range: bytes=0-1; If-Range: NEWER | 200",
        "Range: bytes=0-1; If-Range: \"x\" | 200",
        "Range: bytes=0-1; If-Range: x | 200",
        "Range: bytes=100-200; If-Range: TAG | 416",
        "Range: bytes=100-200; If-Range: \"x\" | 200",
        "Range: bytes=0-1; If-None-Match: TAG | 304",
        "Range: bytes=0-1; If-None-Match: \"x\" | 206",
        // httpd 206; RFC 9110 §13.1.2: If-None-Match compares weakly
        "Range: bytes=0-1; If-None-Match: W/TAG | 304",
        "Range: bytes=0-1; If-Modified-Since: SAME | 304",
        "Range: bytes=0-1; If-Match: W/TAG | 412",
        "Range: bytes=100-200; If-None-Match: TAG | 304",
    })
    void judgesConditions(String asked, int status) throws IOException {
        String[] fields = asked.replace("TAG", TAG)
                .replace("SAME", SAME)
                .replace("OLDER", OLDER)
                .replace("NEWER", NEWER)
                .replace("FUTURE", FUTURE)
                .split("; ");
        for (String method : List.of("GET", "HEAD")) {
            var result = ask(method, "/hello.txt", fields);
            assertEquals(status, result.answer().status());
            if (status == 304 || status == 412) {
                assertEquals("", result.answer().body());
                assertEquals(TAG, result.response().headers().get("ETag"));
                assertEquals(SAME, result.response().headers().get("Last-Modified"));
            }
        }
    }

    @Test
    void otherMethodsFailWhereGetIsNotModified() throws IOException {
        assertEquals(412, ask("POST", "/hello.txt", "If-None-Match: " + TAG).answer().status());
        assertEquals(200, ask("POST", "/hello.txt", "If-Modified-Since: " + SAME).answer().status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, value = {
        "bytes=0- | 206 | 0-27",
        "bytes=-5 | 206 | 23-27",
        "bytes=-0 | 200 |",
        "bytes=-100 | 206 | 0-27",
        "bytes=5-2 | 200 |",
        "bytes=27-27 | 206 | 27-27",
        "bytes=28-28 | 416 |",
        "bytes=0-27 | 206 | 0-27",
        "BYTES=0-1 | 206 | 0-1",
        "items=0-1 | 200 |",
        "bytes=x | 200 |",
        "bytes=0-0,100- | 206 | 0-0",
        "bytes=0-4,2-8 | 206 | 0-8",
        "bytes=5-9,0-4 | 206 | 0-9",
        "bytes=0-0,1-1 | 206 | 0-1",
        "bytes=0-27,0-27 | 206 | 0-27",
        "bytes=0-20,22-27,0-10 | 200 |",
        "bytes=0-99999999999999999999 | 200 |",
        "bytes=0-1; | 200 |",
        "bytes=0 -1 | 200 |",
    })
    void sendsOneRange(String range, int status, String sent) throws IOException {
        var result = ask("GET", "/hello.txt", "Range: " + range);
        assertEquals(status, result.answer().status());
        if (status == 206) {
            assertEquals("bytes " + sent + "/28", result.response().headers().get("Content-Range"));
            int dash = sent.indexOf('-');
            int first = Integer.parseInt(sent.substring(0, dash));
            int last = Integer.parseInt(sent.substring(dash + 1));
            assertEquals(BODY.substring(first, last + 1), result.answer().body());
            assertEquals(last - first + 1, result.response().contentLength());
        } else if (status == 200) {
            assertEquals(BODY, result.answer().body());
        } else {
            assertEquals("bytes */28", result.answer().head().get("Content-Range"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-1,5-9", "5-9,0-2", "0-0,-1", "0-0,2-2,4-4"})
    void sendsSeveralRangesAsHttpdWritesThem(String ranges) throws IOException {
        for (String file : List.of("hello.txt", "large")) {
            var result = ask("GET", "/" + file, "Range: bytes=" + ranges);
            String all = Files.readString(folder.resolve(file));
            String type = result.response().contentType();
            assertTrue(type != null && type.startsWith("multipart/byteranges; boundary="), type);
            String boundary = type.substring(type.indexOf('=') + 1);
            var expected = new StringBuilder();
            for (String range : ranges.split(",")) {
                int dash = range.indexOf('-');
                int first = dash == 0 ? all.length() - 1 : Integer.parseInt(range.substring(0, dash));
                int last = dash == 0 ? all.length() - 1 : Integer.parseInt(range.substring(dash + 1));
                expected.append("\r\n--").append(boundary).append("\r\nContent-range: bytes ");
                expected.append(first).append('-').append(last).append('/').append(all.length()).append("\r\n\r\n");
                expected.append(all, first, last + 1);
            }
            expected.append("\r\n--").append(boundary).append("--\r\n");
            assertEquals(expected.toString(), result.answer().body());
            assertEquals(expected.length(), result.response().contentLength());
            assertEquals(206, result.answer().status());
        }
    }

    @Test
    void settingsLimitRanges() throws IOException {
        server.set(DirectorySettings.MAX_RANGES, 0);
        var result = ask("GET", "/hello.txt", "Range: bytes=0-1");
        assertEquals(200, result.answer().status());
        assertEquals("none", result.response().headers().get("Accept-Ranges"));
    }

    @ParameterizedTest
    @CsvSource({"GET, /nothing, 404", "GET, /hello.txt/x, 404", "GET, /sub, 404", "PUT, /hello.txt, 405",
        "DELETE, /nothing, 405", "FOO, /hello.txt, 501", "OPTIONS, /hello.txt, 200", "POST, /hello.txt, 200"})
    void answersAsHttpd(String method, String path, int status) throws IOException {
        var result = ask(method, path);
        assertEquals(status, result.answer().status());
        if (status == 405 || status == 501 || method.equals("OPTIONS")) {
            assertEquals("GET,POST,OPTIONS,HEAD", result.answer().head().get("Allow"));
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        ask("GET", "/nothing");
        ask("GET", "/hello.txt/x");
        ask("GET", "/sub/");
        assertEquals(
                List.of(
                        "AH00128: File does not exist: " + folder + "/nothing",
                        "AH00130: File does not exist: " + folder + "/hello.txt/x",
                        "AH00129: Attempt to serve directory: " + folder + "/sub/"),
                server.logged().stream().filter(line -> line.startsWith("AH")).toList());
    }

    @ParameterizedTest
    @CsvSource({"8, '\"qvTGHdzF6KLavt4PO0gs2a6pQ00=\"'", "6, '\"5-60dedc04fb580\"'", "2, '\"60dedc04fb580\"'", "0, "})
    void makesTagsOfWhatFileETagNames(int parts, String tag) throws IOException {
        write("e", "hello");
        server.set(DirectorySettings.FILE_TAG, new FileTag(parts == 0 ? FileTag.NONE : parts, 0, 0));
        assertEquals(tag, ask("GET", "/e").response().headers().get("ETag"));
    }

    @Test
    void aTagIsWeakWhileTheFileMayChangeUnseen() throws IOException {
        touch("hello.txt", Instant.ofEpochMilli(NOW - 900));
        String tag = ask("GET", "/hello.txt").response().headers().get("ETag");
        assertTrue(tag != null && tag.startsWith("W/\"1c-"), tag);
        touch("hello.txt", Instant.ofEpochMilli(NOW + 100_000));
        assertEquals("Mon, 23 Nov 2026 09:26:00 GMT", ask("GET", "/hello.txt").response().headers().get("Last-Modified"));
    }

    @Test
    void anEditedFileIsServedAtOnce() throws IOException {
        for (int i = 0; i < 20; i++) {
            String text = "version " + i % 10;
            write("page", text);
            assertEquals(text, ask("GET", "/page").answer().body());
        }
    }

    @Test
    void linksNeedPermission() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("hello.txt"));
        assertEquals(403, ask("GET", "/link").answer().status());
        server.set(DirectorySettings.OPTIONS, Options.DEFAULT);
        assertEquals(200, ask("GET", "/link").answer().status());
        assertEquals(200, ask("GET", "/hello.txt").answer().status());
    }

    /// A folder was there when the request was mapped; a link to elsewhere stands there when its file is opened.
    @Test
    void aLinkPutInTheWayIsNotFollowed() throws IOException {
        write("sub/page", "mine");
        Files.createDirectory(folder.resolve("private"));
        write("private/page", "secret");
        server.load("race", registry -> registry.hook(muster.core.Phase.FIXUPS, muster.core.Hook.Place.LAST, _ -> {
            Files.move(folder.resolve("sub"), folder.resolve("aside"));
            Files.createSymbolicLink(folder.resolve("sub"), Path.of("private"));
            return muster.core.Verdict.OK;
        }));
        var result = ask("GET", "/sub/page");
        assertEquals(403, result.answer().status());
        assertTrue(server.logged().contains(
                "AH00037: Symbolic link not allowed or link target not accessible: " + folder + "/sub/page"));
    }

    @Test
    void anErrorDocumentIgnoresConditionsAndRanges() throws IOException {
        server.set(
                DirectorySettings.ERROR_DOCUMENTS,
                muster.core.ErrorDocument.Table.UNSET.with(404, new muster.core.ErrorDocument.Local("/hello.txt")));
        for (String field : List.of("If-None-Match: *", "If-Match: \"x\"", "Range: bytes=0-1", "X: y")) {
            var result = ask("GET", "/nothing", field);
            assertEquals(404, result.answer().status());
            assertEquals(BODY, result.answer().body());
        }
    }

    @Test
    void aFileDeletedMeanwhileIsMissing() throws IOException {
        server.load("race", registry -> registry.hook(muster.core.Phase.FIXUPS, muster.core.Hook.Place.LAST, request -> {
            Files.deleteIfExists(folder.resolve("hello.txt"));
            return muster.core.Verdict.OK;
        }));
        assertEquals(404, ask("GET", "/hello.txt").answer().status());
    }

    @Test
    void contentDigestIsMd5() throws IOException {
        write("e", "hello");
        server.set(DirectorySettings.CONTENT_DIGEST, true).set(DirectorySettings.ENABLE_SENDFILE, false);
        var result = ask("GET", "/e");
        assertEquals("XUFAKrxLKna5cZ2REBfFkg==", result.response().headers().get("Content-MD5"));
        assertEquals("hello", result.answer().body());
    }

    @Test
    void rangesWorkForWhatHandlersMake() throws IOException {
        server.load("maker", registry -> registry.handler("maker", request -> {
            request.response().contentLength(10);
            request.sink().write("01234".getBytes(), 0, 5);
            request.sink().write("56789".getBytes(), 0, 5);
            return muster.core.Verdict.OK;
        }));
        server.location("/made", Settings.NONE.with(DirectorySettings.SET_HANDLER, HandlerName.of("maker")));
        assertEquals("3456", ask("GET", "/made", "Range: bytes=3-6").answer().body());
        var several = ask("GET", "/made", "Range: bytes=0-1,4-5,9-");
        assertEquals(206, several.answer().status());
        assertEquals(several.response().contentLength(), several.answer().body().length());
        assertTrue(several.answer().body().contains("bytes 4-5/10\r\n\r\n45\r\n"));
        // It comes in pieces, and nothing is held back: ranges out of order aren't cut out.
        assertEquals("0123456789", ask("GET", "/made", "Range: bytes=8-9,0-1").answer().body());
        assertNull(ask("GET", "/made").response().headers().get("Content-Range"));
        assertFalse(ask("GET", "/made", "Range: bytes=20-").answer().status() == 200);
    }
}
