package muster.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.util.List;
import muster.config.Words;
import muster.core.DirectorySettings.CanonicalName;
import muster.http.HttpException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Subnet, Words, LocalUrl, Methods, ServerNames: the parts that others are made of.
class SmallPartsTest {
    @ParameterizedTest
    @CsvSource({
        "10, 10.1.2.3, true",
        "10., 10.1.2.3, true",
        "10.1, 10.2.2.3, false",
        "10.172.20, 10.172.20.9, true",
        "10.1.0.0/255.255.0.0, 10.1.9.9, true",
        "10.1.0.0/16, 10.2.0.1, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "192.168.1.128/25, 192.168.1.127, false",
        "192.168.1.128/25, 192.168.1.129, true",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::1, ::1, true",
        "::1, 127.0.0.1, false",
        "10, ::ffff:10.0.0.1, true"
    })
    void subnetsContain(String subnet, String address, boolean contained) throws Exception {
        assertEquals(contained, Subnet.parse(subnet).contains(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4.5", "256", "1..2", "1.2.3.4/33", "1.2.3.4/x", "1.2.3.4/", "1:2", "::1/129", "1.2.3.4/1.2"})
    void noSubnet(String text) {
        assertThrows(IllegalArgumentException.class, () -> Subnet.parse(text));
    }

    @Test
    void wordsAreCutAsHttpdCutsThem() {
        assertEquals(
                List.of("a", "b c", "d \"e\"", "f'g", "h\\i"), Words.of(" a  \"b c\" 'd \"e\"' f'g \"h\\\\i\" "));
        var words = new Words("expr  %{A} == 'b'  ");
        assertEquals("expr", words.next());
        assertEquals("%{A} == 'b'  ", words.rest());
    }

    @ParameterizedTest
    @CsvSource({
        "/a%20b?c=%20, /a b, c=%20",
        "/a/./b/../c, /a/c,",
        "/a//b, /a/b,",
        "x, /base/x,",
        "../x, /x,",
        "/a/.., /,",
        "/a/., /a/,",
        "/%2e%2e/%2E/x/%2e%2e/y, ,",
        "/a%2, ,",
        "/a#b, /a,"
    })
    void localUrls(String url, String path, String query) throws Exception {
        if (path == null) {
            assertEquals(
                    400,
                    assertThrows(HttpException.class, () -> LocalUrl.parse(url, new UrlPath("/base/")))
                            .status());
            return;
        }
        var parsed = LocalUrl.parse(url, new UrlPath("/base/y"));
        assertEquals(path, parsed.path().text());
        assertEquals(query, parsed.query());
    }

    @Test
    void allowListsAsHttpdDoes() {
        var server = new MemoryServer().set(ServerSettings.TRACE_ENABLE, ServerSettings.Trace.ON);
        var request = server.request("GET", "/");
        request.allowMethods(Methods.GET | Methods.POST | Methods.OPTIONS);
        assertEquals("GET,POST,OPTIONS,HEAD,TRACE", Methods.allow(request));
        assertEquals(0, Methods.bit("get"));
        assertEquals(Methods.GET, Methods.bit("HEAD"));
    }

    @ParameterizedTest
    @CsvSource({
        "OFF, false, http://www.example.com:8080/x",
        "ON, false, http://www.example.com/x",
        "ON, true, http://www.example.com:8080/x"
    })
    void selfReferences(CanonicalName canonical, boolean physical, String url) {
        var server = new MemoryServer()
                .set(DirectorySettings.USE_CANONICAL_NAME, canonical)
                .set(DirectorySettings.USE_CANONICAL_PHYSICAL_PORT, physical);
        assertEquals(url, ServerNames.url(server.request("GET", "/x"), "/x"));
    }
}
