package muster.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import muster.http.HeadLimits;
import muster.http.HttpException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkedDecoderTest {
    static Stream<Fixture> fixtures() {
        return Fixture.read("chunks.md").stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void answersAsTheFixtureSays(Fixture fixture) {
        byte[] bytes = fixture.bytes();
        String expected = fixture.expected().get("result");
        assertEquals(expected, outcome(bytes, List.of()));
        int step = bytes.length < 1000 ? 1 : 97;
        for (int cut = 1; cut < bytes.length; cut += step) {
            assertEquals(expected, outcome(bytes, List.of(cut)), "cut at " + cut);
        }
        var everywhere = Stream.iterate(1, i -> i < bytes.length, i -> i + 1).toList();
        assertEquals(expected, outcome(bytes, everywhere), "byte by byte");
    }

    @Test
    void signsOfChunksAreNoAttack() {
        String chunk = "1000;chunk-signature=" + "a".repeat(64) + "\r\n" + "x".repeat(4096) + "\r\n";
        byte[] bytes = (chunk.repeat(500) + "0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("2048000 bytes", outcome(bytes, List.of()));
        byte[] attack = ("1;" + "a".repeat(200) + "\r\nx\r\n").repeat(100).getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("400", outcome(attack, List.of()));
    }

    @Test
    void survivesNoise() {
        var random = new Random(3);
        byte[][] seeds = fixtures().map(Fixture::bytes).filter(b -> b.length < 300).toArray(byte[][]::new);
        byte[] noise = "\r\n\t ;0aF:\0\u007f".getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 10_000; round++) {
            byte[] bytes = seeds[random.nextInt(seeds.length)].clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = noise[random.nextInt(noise.length)];
            }
            assertEquals(
                    outcome(bytes, List.of()), outcome(bytes, List.of(1 + random.nextInt(Math.max(1, bytes.length - 1)))));
        }
    }

    private static String outcome(byte[] bytes, List<Integer> cuts) {
        var decoder = new ChunkedDecoder(HeadLimits.DEFAULT);
        var content = new ByteArrayOutputStream();
        int from = 0;
        try {
            for (int i = 0; i <= cuts.size() && !decoder.done(); i++) {
                int to = i < cuts.size() ? Math.min(cuts.get(i), bytes.length) : bytes.length;
                byte[] buffer = Arrays.copyOfRange(bytes, from, to);
                from += consume(decoder, buffer, content);
            }
        } catch (HttpException refused) {
            return Integer.toString(refused.status());
        }
        String text = content.size() > 100 ? content.size() + " bytes" : content.toString(StandardCharsets.ISO_8859_1);
        var trailers = new StringBuilder();
        decoder.trailers().forEach((name, value) -> trailers.append(' ').append(name).append('=').append(value));
        return text + (decoder.done() ? "" : " more") + trailers + (from < bytes.length && decoder.done() ? " left=" + (bytes.length - from) : "");
    }

    private static int consume(ChunkedDecoder decoder, byte[] buffer, ByteArrayOutputStream content) throws HttpException {
        int at = 0;
        while (true) {
            at = decoder.decode(buffer, at, buffer.length);
            int n = (int) Math.min(decoder.available(), buffer.length - at);
            if (n == 0) {
                return at;
            }
            content.write(buffer, at, n);
            at += n;
            decoder.take(n);
        }
    }
}
