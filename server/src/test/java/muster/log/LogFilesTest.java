package muster.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    @TempDir
    Path folder;

    private LogFiles open(LogPrograms programs, LogTarget... targets) throws IOException {
        return LogFiles.open(List.of(targets), programs);
    }

    private static void write(LogFiles files, String text) {
        PendingLines pending = files.ofThisThread();
        LineBuffer buffer = pending.line(0);
        int before = buffer.size();
        buffer.put(text);
        buffer.put('\n');
        pending.lineDone(0, buffer, before);
    }

    private static void await(BooleanSupplier condition) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            while (!condition.getAsBoolean()) {
                Thread.onSpinWait();
            }
        });
    }

    private static String content(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }

    @Test
    void linesWaitUntilTheyAreFlushed() throws IOException {
        Path file = folder.resolve("access");
        var files = open(new LogPrograms(), new LogTarget.File(file.toString()));
        write(files, "one");
        write(files, "two");
        assertEquals("", content(file));
        files.ofThisThread().flush();
        assertEquals("one\ntwo\n", content(file));
        files.close();
    }

    /// Each "process" has the file open for itself; lines differ in length and are longer than a buffer at times.
    @Test
    void linesOfManyProcessesAndThreadsStayWhole() throws Exception {
        Path file = folder.resolve("access");
        var threads = new ArrayList<Thread>();
        var processes = new ArrayList<LogFiles>();
        for (int process = 0; process < 3; process++) {
            var files = open(new LogPrograms(), new LogTarget.File(file.toString()));
            processes.add(files);
            for (int thread = 0; thread < 3; thread++) {
                String name = process + "" + thread;
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 2000; i++) {
                        write(files, (name + " ").repeat(1 + i * 7 % 90) + "end");
                        if (i % 50 == 0) {
                            files.ofThisThread().flush();
                        }
                    }
                    files.ofThisThread().flush();
                }));
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        processes.forEach(LogFiles::close);
        List<String> lines = Files.readAllLines(file);
        assertEquals(3 * 3 * 2000, lines.size());
        assertTrue(lines.stream().allMatch(line -> line.matches("((\\d\\d) )(\\1)*end")));
        var counts = lines.stream().collect(Collectors.groupingBy(line -> line.substring(0, 2), Collectors.counting()));
        assertTrue(counts.values().stream().allMatch(count -> count == 2000));
    }

    @Test
    void aFileThatWasMovedAwayIsOpenedAnewUnderTheSameDescriptor() throws IOException {
        Path file = folder.resolve("access");
        var files = open(new LogPrograms(), new LogTarget.File(file.toString()));
        int[] before = files.descriptors();
        assertEquals(List.of(), files.reopenMoved());
        Files.move(file, folder.resolve("access.1"));
        assertEquals(List.of(), files.reopenMoved(), "the mover is given time to make the new file");
        assertEquals(List.of(0), files.reopenMoved());
        assertEquals(before[0], files.descriptors()[0]);
        write(files, "new");
        files.ofThisThread().flush();
        assertEquals("new\n", content(file));
        assertEquals("", content(folder.resolve("access.1")));
        files.close();
    }

    @Test
    void aProgramThatDiesIsStartedAgainAndLosesNothing() throws IOException {
        Path file = folder.resolve("out");
        Path number = folder.resolve("pid");
        var program = new LogTarget.Program("echo $$ > " + number + "; exec cat >> " + file, true);
        var programs = new LogPrograms();
        var files = open(programs, program);
        write(files, "before");
        files.ofThisThread().flush();
        await(() -> content(file).equals("before\n"));
        long pid = Long.parseLong(content(number).strip());
        assertTrue(programs.owns(pid));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        // A program that dies in the middle of reading takes what it has read with it: nobody can help that.
        await(() -> content(Path.of("/proc/" + pid + "/stat")).contains(") Z "));
        write(files, "while it is gone");
        files.ofThisThread().flush();
        var restarts = new ArrayList<LogPrograms.Restart>();
        await(() -> {
            restarts.addAll(programs.restartEnded());
            return !restarts.isEmpty();
        });
        assertEquals(List.of(new LogPrograms.Restart(program.command(), "")), restarts);
        await(() -> content(file).equals("before\nwhile it is gone\n"));
        files.close();
        programs.close(true);
    }

    @Test
    void commandsAreTakenApartWithoutAShell() {
        assertEquals(
                List.of("/usr/bin/rotatelogs", "/var/log/a b/%Y", "it's", "x y", ""),
                CommandWords.of("/usr/bin/rotatelogs  '/var/log/a b/%Y' \"it's\" x\\ y ''"));
    }

    @Test
    void targetsAreReadAsHttpdDoes() {
        assertEquals(new LogTarget.File("/srv/logs/a"), LogTarget.ofAccessLog("logs/a", "/srv"));
        assertEquals(new LogTarget.File("/a"), LogTarget.ofAccessLog("/a", "/srv"));
        assertEquals(new LogTarget.Program("cat -u", false), LogTarget.ofAccessLog("|cat -u", "/srv"));
        assertEquals(new LogTarget.Program("cat", false), LogTarget.ofAccessLog("||cat", "/srv"));
        assertEquals(new LogTarget.Program("cat > x", true), LogTarget.ofAccessLog("|$cat > x", "/srv"));
        assertEquals(new LogTarget.Stream(2), LogTarget.ofErrorLog("/dev/stderr", "/srv"));
        assertEquals(new LogTarget.Daemon(23, "httpd"), LogTarget.ofErrorLog("syslog", "/srv"));
        assertEquals(new LogTarget.Daemon(1, "httpd"), LogTarget.ofErrorLog("syslog:user", "/srv"));
        assertEquals(new LogTarget.Daemon(16, "web:1"), LogTarget.ofErrorLog("syslog:local0:web:1", "/srv"));
        assertEquals(new LogTarget.File("/srv/syslogs"), LogTarget.ofErrorLog("syslogs", "/srv"));
    }
}
