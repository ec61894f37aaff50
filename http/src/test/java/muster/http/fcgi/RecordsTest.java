package muster.http.fcgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecordsTest {
    private final List<String> tooLong = new ArrayList<>();

    @Test
    void beginsARequest() {
        var writer = new RecordWriter();
        writer.begin(Role.RESPONDER, true);
        assertEquals("01010001000800000001010000000000", hex(writer));
        writer.clear();
        writer.begin(Role.AUTHORIZER, false);
        assertEquals("01010001000800000002000000000000", hex(writer));
    }

    @Test
    void writesVariablesAndTheirEnd() {
        var writer = new RecordWriter();
        writer.variables(Map.of("A", "bc"), tooLong::add);
        assertEquals("0104000100050000" + "0102416263" + "0104000100000000", hex(writer));
        writer.clear();
        writer.variables(Map.of(), tooLong::add);
        assertEquals("0104000100000000", hex(writer));
    }

    @Test
    void readsBackWhatItWrites() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("FIRST_HUGE", "h".repeat(65_530));
        variables.put("EMPTY", "");
        variables.put("SHORT", "x".repeat(127));
        variables.put("LONG", "y".repeat(128));
        variables.put("N".repeat(200), "z");
        for (int i = 0; i < 40; i++) {
            variables.put("V" + i, "v".repeat(4000));
        }
        variables.put("HUGE", "h".repeat(200_000));
        variables.put("AFTER", "all");
        var writer = new RecordWriter();
        writer.variables(variables, tooLong::add);
        assertEquals(List.of("HUGE", "FIRST_HUGE"), tooLong.reversed());
        variables.keySet().removeAll(tooLong);
        assertEquals(variables, variables(writer));
    }

    @Test
    void writesContentInPieces() {
        var writer = new RecordWriter();
        writer.content(new byte[70_000], 0, 70_000);
        writer.endContent();
        assertEquals(70_000 + 3 * 8, writer.length());
        assertEquals("01050001ffff0000", hex(writer).substring(0, 16));
    }

    @Test
    void readsRecordsCutAtEveryPlace() throws FcgiException {
        byte[] bytes = bytes("0106000100030500" + "616263" + "0000000000" + "0107000100020000" + "6465" + "0106000100000000"
                + "0103000100080000" + "0000002a01000000");
        for (int cut = 0; cut <= bytes.length; cut++) {
            var reader = new RecordReader();
            var events = new ArrayList<String>();
            read(reader, bytes, 0, cut, events);
            read(reader, bytes, cut, bytes.length, events);
            assertEquals("OUTPUT abc ERROR de END 42/1", merged(events), "cut at " + cut);
        }
    }

    @Test
    void refusesWhatIsNoRecord() {
        assertEquals(1068, refused("5302000100000000"));
        assertEquals(1069, refused("0106000200000000"));
        assertEquals(1072, refused("0104000100000000"));
        assertEquals(1072, refused("0103000100040000"));
    }

    private static int refused(String hex) {
        byte[] bytes = bytes(hex);
        return assertThrows(FcgiException.class, () -> new RecordReader().next(bytes, 0, bytes.length)).number();
    }

    private static void read(RecordReader reader, byte[] bytes, int from, int to, List<String> events) throws FcgiException {
        int at = from;
        while (true) {
            var event = reader.next(bytes, at, to);
            at = reader.used();
            switch (event) {
                case NEED_MORE -> {
                    return;
                }
                case OUTPUT, ERROR -> events.add(
                        event + " " + new String(bytes, reader.offset(), reader.length(), StandardCharsets.ISO_8859_1));
                case END -> events.add("END " + reader.applicationStatus() + "/" + reader.protocolStatus());
            }
        }
    }

    private static String merged(List<String> events) {
        return String.join(" ", events)
                .replaceAll("OUTPUT (\\w) OUTPUT (\\w+) ", "OUTPUT $1$2 ")
                .replaceAll("OUTPUT (\\w\\w) OUTPUT (\\w) ", "OUTPUT $1$2 ")
                .replaceAll("ERROR (\\w) ERROR (\\w) ", "ERROR $1$2 ");
    }

    private static Map<String, String> variables(RecordWriter writer) {
        var stream = new ByteArrayOutputStream();
        byte[] bytes = writer.bytes();
        for (int at = 0; at < writer.length(); ) {
            int count = (bytes[at + 4] & 0xFF) << 8 | bytes[at + 5] & 0xFF;
            stream.write(bytes, at + 8, count);
            at += 8 + count;
        }
        byte[] pairs = stream.toByteArray();
        var variables = new LinkedHashMap<String, String>();
        int[] at = {0};
        while (at[0] < pairs.length) {
            int name = count(pairs, at);
            int value = count(pairs, at);
            variables.put(text(pairs, at, name), text(pairs, at, value));
        }
        return variables;
    }

    private static int count(byte[] bytes, int[] at) {
        int first = bytes[at[0]++] & 0xFF;
        if (first < 128) {
            return first;
        }
        int count = (first & 0x7F) << 24 | (bytes[at[0]] & 0xFF) << 16 | (bytes[at[0] + 1] & 0xFF) << 8 | bytes[at[0] + 2] & 0xFF;
        at[0] += 3;
        return count;
    }

    private static String text(byte[] bytes, int[] at, int count) {
        at[0] += count;
        return new String(bytes, at[0] - count, count, StandardCharsets.ISO_8859_1);
    }

    private static String hex(RecordWriter writer) {
        return HexFormat.of().formatHex(writer.bytes(), 0, writer.length());
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
