package muster.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import muster.http.HeadLimits;
import muster.http.HeaderFields;
import muster.http.HttpException;
import muster.http.ProtocolOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeadParserTest {
    private static final ProtocolOptions STRICT = ProtocolOptions.DEFAULT;
    private static final ProtocolOptions UNSAFE = new ProtocolOptions(false, false, true);

    static Stream<Fixture> fixtures() {
        return Stream.of("request-line.md", "target.md", "host.md", "fields.md", "framing.md", "limits.md")
                .flatMap(file -> Fixture.read(file).stream());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void answersAsTheFixtureSays(Fixture fixture) {
        assertEquals(fixture.expected().get("strict"), outcome(STRICT, fixture.bytes(), List.of()));
        assertEquals(fixture.expected().get("unsafe"), outcome(UNSAFE, fixture.bytes(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void cutsDoNotMatter(Fixture fixture) {
        byte[] bytes = fixture.bytes();
        String whole = outcome(STRICT, bytes, List.of());
        String unsafe = outcome(UNSAFE, bytes, List.of());
        // Long fixtures repeat one byte: cuts there are all alike.
        int step = bytes.length < 1000 ? 1 : 97;
        for (int cut = 1; cut < bytes.length; cut += step) {
            assertEquals(whole, outcome(STRICT, bytes, List.of(cut)), "cut at " + cut);
            assertEquals(unsafe, outcome(UNSAFE, bytes, List.of(cut)), "cut at " + cut);
        }
        var everywhere = Stream.iterate(1, i -> i < bytes.length, i -> i + 1).toList();
        assertEquals(whole, outcome(STRICT, bytes, everywhere), "byte by byte");
        assertEquals(unsafe, outcome(UNSAFE, bytes, everywhere), "byte by byte");
    }

    @Test
    void handsOutConstants() throws HttpException {
        var parser = new HeadParser(STRICT, HeadLimits.DEFAULT);
        var fields = new HeaderFields();
        parser.reset(fields);
        byte[] bytes = latin1("GET /x HTTP/1.1\r\nHost: a\r\nuser-agent: b\r\nACCEPT: c\r\nX-Own: d\r\n\r\n");
        assertEquals(bytes.length, parser.parse(bytes, 0, bytes.length));
        assertSame("GET", parser.method());
        assertSame("Host", fields.name(0));
        assertSame("user-agent", fields.name(1));
        assertEquals("ACCEPT", fields.name(2));
        assertEquals("c", fields.get("Accept"));
        assertEquals("d", fields.get("x-own"));
    }

    @Test
    void readsOneRequestAfterAnother() throws HttpException {
        var parser = new HeadParser(STRICT, HeadLimits.DEFAULT);
        byte[] bytes = latin1("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.0\r\n\r\n");
        parser.reset(new HeaderFields());
        int at = parser.parse(bytes, 0, bytes.length);
        assertTrue(parser.complete() && parser.keepAlive());
        parser.reset(new HeaderFields());
        assertFalse(parser.started());
        assertEquals(bytes.length, parser.parse(bytes, at, bytes.length));
        assertEquals("/2", parser.target());
        assertFalse(parser.keepAlive());
        assertEquals(0, parser.headers().size());
    }

    @Test
    void limitsMayBeOff() throws HttpException {
        var parser = new HeadParser(STRICT, new HeadLimits(0, 0, 0));
        parser.reset(new HeaderFields());
        byte[] bytes = latin1("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n"
                + ("X: " + "b".repeat(9_000) + "\r\n").repeat(150) + "\r\n");
        assertEquals(bytes.length, parser.parse(bytes, 0, bytes.length));
        assertEquals(151, parser.headers().size());
    }

    @Test
    void registeredMethodsOnly() {
        var options = new ProtocolOptions(true, true, false);
        assertEquals("501 AH02423", outcome(options, latin1("FOO / HTTP/1.1\r\nHost: a\r\n\r\n"), List.of()));
    }

    @Test
    void aRefusedLineIsKeptForTheLog() {
        var parser = new HeadParser(STRICT, HeadLimits.DEFAULT);
        parser.reset(new HeaderFields());
        byte[] bytes = latin1("G(T / HTTP/1.1\r\n");
        try {
            parser.parse(bytes, 0, bytes.length);
        } catch (HttpException refused) {
            assertEquals(400, refused.status());
        }
        assertEquals("G(T / HTTP/1.1", parser.requestLine());
    }

    /// Nothing but a refusal may come of any bytes, and it must not depend on how they arrive.
    @Test
    void survivesNoise() {
        var random = new Random(1);
        byte[][] seeds = fixtures()
                .map(Fixture::bytes)
                .filter(bytes -> bytes.length < 400)
                .toArray(byte[][]::new);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = "\r\n\t \0:/%HTP1.,;[]\u007f\u00ff".getBytes(
                        StandardCharsets.ISO_8859_1)[random.nextInt(19)];
            }
            ProtocolOptions options = round % 2 == 0 ? STRICT : UNSAFE;
            String whole = outcome(options, bytes, List.of());
            assertEquals(whole, outcome(options, bytes, List.of(1 + random.nextInt(bytes.length - 1))));
        }
    }

    /// Feeds the bytes in pieces as a connection would, the consumed ones moved out of the buffer, and tells what came out.
    static String outcome(ProtocolOptions options, byte[] bytes, List<Integer> cuts) {
        var parser = new HeadParser(options, HeadLimits.DEFAULT);
        parser.reset(new HeaderFields());
        int from = 0;
        try {
            for (int i = 0; i <= cuts.size() && !parser.complete(); i++) {
                int to = i < cuts.size() ? cuts.get(i) : bytes.length;
                byte[] buffer = Arrays.copyOfRange(bytes, from, to);
                from += parser.parse(buffer, 0, buffer.length);
            }
        } catch (HttpException refused) {
            return refused.status() + (refused.number() == 0 ? "" : String.format(" AH%05d", refused.number()));
        }
        if (!parser.complete()) {
            return parser.started() ? "more" : "nothing";
        }
        return describe(parser) + (from < bytes.length ? " left=" + (bytes.length - from) : "");
    }

    private static String describe(HeadParser parser) {
        var text = new StringBuilder(parser.method()).append(' ');
        var target = parser.parsedTarget();
        text.append(target.path(), 0, Math.min(30, target.path().length())).append(target.query() == null ? "" : "?" + target.query());
        text.append(' ').append(parser.protocol());
        if (parser.host() != null) {
            text.append(" host=").append(parser.host().host());
            text.append(parser.host().port() == 0 ? "" : ":" + parser.host().port());
        }
        switch (parser.framing()) {
            case NONE -> {}
            case LENGTH -> text.append(" length=").append(parser.contentLength());
            case CHUNKED -> text.append(" chunked");
        }
        text.append(parser.expectContinue() ? " expects" : "").append(parser.keepAlive() ? "" : " close");
        text.append(parser.upgrade() == null ? "" : " upgrade=" + parser.upgrade());
        for (int i = 0; i < Math.min(3, parser.headers().size()); i++) {
            String name = parser.headers().name(i);
            String value = parser.headers().value(i);
            if (name.startsWith("X")) {
                text.append(' ').append(name).append('=').append(value, 0, Math.min(20, value.length()));
            }
        }
        return visible(text);
    }

    private static String visible(CharSequence text) {
        var shown = new StringBuilder();
        text.chars().forEach(c -> shown.append(c < ' ' || c > '~' ? String.format("\\x%02x", c) : (char) c));
        return shown.toString();
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
