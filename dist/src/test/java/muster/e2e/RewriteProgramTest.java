package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// `RewriteMap prg:`: one program for all children, which take turns; it may be slow, silent or dead.
final class RewriteProgramTest extends EachMpm {
    private static final String PROGRAM =
            """
            #!/bin/sh
            # answers with the key and its own process; some keys make it late, silent or dead
            while read -r key; do
                case "$key" in
                    die) exit 1 ;;
                    null) echo NULL ;;
                    late) while [ ! -e "FOLDER/go" ]; do sleep 0.05; done; echo "answer-late" ;;
                    twice) printf 'first\\nsecond\\n' ;;
                    who) id -un ;;
                    *) echo "answer-$key-$$" ;;
                esac
            done
            """;

    @Override
    void prepare() {
        server.file("map.sh", PROGRAM.replace("FOLDER", server.folder().toString()));
        server.folder().resolve("map.sh").toFile().setExecutable(true, false);
        server.file("htdocs/t.txt", "T")
                .configure(mpm, TestServer.loadModule("rewrite") + TestServer.loadModule("headers")
                        + "Timeout 1\nStartServers 3\nRewriteEngine on\nRewriteMap ask \"prg:" + server.folder() + "/map.sh\"\n"
                        + "RewriteMap other \"prg:" + server.folder() + "/map.sh one 'two words'\"\n"
                        + "RewriteMap nobody \"prg:" + server.folder() + "/map.sh\" " + owner() + "\n"
                        + "RewriteRule ^/nobody /t.txt [E=A:${nobody:who|nothing}]\n"
                        + "RewriteRule ^/ask/(.*) /t.txt [E=A:${ask:$1|nothing}]\n"
                        + "RewriteRule ^/other/(.*) /t.txt [E=A:${other:$1|nothing}]\n"
                        + "Header set X-A \"%{A}e\"\n");
    }

    /// Only root can start a program as somebody else.
    private static String owner() {
        return TestServer.runsAsRoot() ? "nobody:nogroup" : System.getProperty("user.name");
    }

    private String ask(String key) {
        return server.get("/ask/" + key).header("X-A");
    }

    /// Like [#ask], once the program answers again.
    private String asked(String key) {
        Await.until("an answer to " + key, () -> !ask(key).equals("nothing"));
        return ask(key);
    }

    @Test
    void isOneForAllChildrenAndAllRequests() throws Exception {
        String process = asked("x").replace("answer-x-", "");
        var wrong = new ConcurrentLinkedQueue<String>();
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            int client = i;
            clients.add(Thread.ofVirtual().start(() -> askOften(client, process, wrong)));
        }
        for (Thread client : clients) {
            client.join();
        }
        assertEquals(List.of(), List.copyOf(wrong));
        String other = server.get("/other/x").header("X-A").replace("answer-x-", "");
        assertTrue(!other.equals(process), "two maps, two programs");
    }

    private void askOften(int client, String process, ConcurrentLinkedQueue<String> wrong) {
        for (int i = 0; i < 40; i++) {
            String key = "k" + client + "-" + i;
            String answer = ask(key);
            if (!answer.equals("answer-" + key + "-" + process)) {
                wrong.add(key + ": " + answer);
            }
        }
    }

    @Test
    void runsAsSomebodyElseIfItShall() {
        assertEquals(owner().replace(":nogroup", ""), server.get("/nobody").header("X-A"));
    }

    @Test
    void mayHaveNoValue() {
        assertEquals("nothing", ask("null"));
        assertEquals("nothing", ask("a%0ab"));
        assertEquals("answer--", asked("").substring(0, 8));
    }

    @Test
    void isStartedAgainWhenItEnds() {
        String before = asked("x");
        assertEquals("nothing", ask("die"));
        String after = asked("x");
        assertTrue(!after.equals(before), after);
        Await.until("a line about it", () -> server.errorLog().contains("AH60024: program '" + server.folder() + "/map.sh' has ended"));
    }

    @Test
    void isWaitedForNoLongerThanTimeoutAndLateAnswersAreForNobody() throws IOException {
        server.delete("go");
        asked("x");
        assertEquals("nothing", ask("late"));
        Await.until("a line about it", () -> server.errorLog().contains("AH60120: RewriteMap program "));
        server.file("go", "");
        assertTrue(asked("y").startsWith("answer-y-"), "the late answer isn't y's");
        assertTrue(ask("z").startsWith("answer-z-"));
        server.delete("go");
    }

    @Test
    void saysNothingThatItWasNotAsked() {
        asked("x");
        assertEquals("first", ask("twice"));
        assertTrue(ask("y").startsWith("answer-y-"));
    }

    @Test
    void outlivesAChildThatDiesWhileItWaits() throws IOException {
        server.delete("go");
        String process = asked("x").replace("answer-x-", "");
        try (Wire waiting = server.connect()) {
            waiting.send(Wire.request("GET", "/ask/late"));
            Await.until("it is being asked", () -> !ask("probe").equals("answer-probe-" + process));
            server.children().forEach(child -> ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly));
        }
        server.file("go", "");
        server.awaitAnswer();
        assertTrue(asked("y").startsWith("answer-y-"));
        server.delete("go");
    }

    @Test
    void goesWithItsGeneration() {
        String before = asked("x");
        server.graceful();
        Await.until("another program", () -> !ask("x").equals(before) && !ask("x").equals("nothing"));
        long process = Long.parseLong(before.replace("answer-x-", ""));
        Await.until("the old one is gone", () -> !Processes.alive(process));
    }
}
