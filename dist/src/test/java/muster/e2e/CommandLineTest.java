package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the commands print and how they end: other programs read it, so it is httpd's.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandLineTest {
    private final Twins twins = new Twins();

    @BeforeAll
    void configure() {
        twins.file("extra/a.conf", "Define FROM_A 1\n").file("extra/b.conf", "Include extra/deep/c.conf\n").file("extra/deep/c.conf", "# nothing\n");
        twins.configure(MpmName.EVENT, """
                Define SOME_NAME some-value
                Include extra/*.conf
                <VirtualHost *:*>
                    ServerName one.test
                    ServerAlias uno.test *.one.test
                </VirtualHost>
                <VirtualHost *:*>
                    ServerName two.test
                </VirtualHost>
                <VirtualHost 127.0.0.1:8443>
                    ServerName three.test:8443
                </VirtualHost>
                <VirtualHost 127.0.0.1:8444 127.0.0.1:8445>
                    ServerName four.test
                </VirtualHost>
                <IfDefine EXTRA>
                    ServerAdmin extra@example.test
                </IfDefine>
                """);
    }

    @AfterAll
    void close() {
        twins.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-t", "-t -T", "-tT", "-t -t", "-t -D EXTRA", "-t -DEXTRA", "-S", "-t -D DUMP_VHOSTS", "-t -D DUMP_RUN_CFG -D EXTRA", "-D DUMP_RUN_CFG",
        "-M", "-t -D DUMP_MODULES", "-t -D DUMP_INCLUDES", "-l", "-k stop", "-k graceful-stop", "-t -f missing.conf", "-t -d /nonexistent",
        "-t -e info", "-k stop -f missing.conf", "-X -t", "-t -k stop", "-k start -t", "-t -D DUMP_CERTS", "-t -D DUMP_NOTHING",
        "-D DUMP_VHOSTS -D DUMP_MODULES -D DUMP_INCLUDES", "-M -S", "-t -D DUMP_RUN_CFG -D NAME=value", "-t -E /nonexistent/startup.log"
    })
    void printsWhatApachePrints(String options) {
        twins.agreeOnCommand(options.split(" "));
    }

    @Test
    void readsDirectivesOfTheCommandLine() {
        twins.agreeOnCommand("-t", "-C", "ServerAdmin before@example.test", "-c", "ServerAdmin after@example.test");
        twins.agreeOnCommand("-t", "-C", "Nonsense 1");
        twins.agreeOnCommand("-t", "-c", "Nonsense 1");
        twins.agreeOnCommand("-t", "-c", "<Directory /x>");
        twins.agreeOnCommand("-S", "-c", "User nobody", "-c", "Group #1");
    }

    /// httpd's mod_info prints it; here it needs no module.
    @ParameterizedTest
    @ValueSource(strings = {"-t -D DUMP_CONFIG", "-t -D DUMP_CONFIG -D EXTRA", "-t -D DUMP_CONFIG -D DUMP_RUN_CFG -D DUMP_INCLUDES"})
    void dumpsTheConfiguration(String options) {
        var apaches = new ArrayList<>(List.of("-C", TestServer.loadModule("info").strip()));
        var ours = new ArrayList<String>();
        for (List<String> words : List.of(apaches, ours)) {
            words.addAll(List.of(options.split(" ")));
            words.addAll(List.of("-c", "documentroot htdocs", "-c", "<location /z>", "-c", "Errordocument 404 \"not  found\"", "-c", "</LOCATION>"));
        }
        Ran expected = twins.apache().command(apaches.toArray(String[]::new));
        Ran ran = twins.muster().command(ours.toArray(String[]::new));
        assertEquals(Twins.neutral(twins.apache(), expected.out() + expected.err()), Twins.neutral(twins.muster(), ran.out() + ran.err()));
        assertEquals(expected.code(), ran.code());
    }

    @Test
    void showsWarningsByTheirLevel() {
        for (String level : List.of("emerg", "error", "warn", "info")) {
            twins.agreeOnCommand("-t", "-e", level, "-c", "ServerAdmin ${UNDEFINED_THING}", "-c", TestServer.loadModule("dir").strip(), "-c", "ThreadsPerChild 999");
        }
        String out = twins.muster().command("-t", "-e", "debug").err();
        assertTrue(out.contains("[so:debug]") && out.contains("AH01575: loaded module mpm_event_module"), out);
    }

    @Test
    void takesOneSignalOnly() {
        for (String wrong : List.of("-k nonsense", "-k stop -k start", "-k start -k start")) {
            Ran ran = twins.muster().command(wrong.split(" "));
            assertEquals(1, ran.code());
            assertTrue(ran.err().contains(": illegal option -- k\nUsage: "), ran.err());
        }
    }

    @Test
    void tellsItsVersionForProgramsThatLookForApaches() {
        Ran ran = Ran.of(Program.underTest().command(), "-v").ok();
        assertTrue(ran.out().startsWith("Server version: Apache/2.4.71 ("), ran.out());
        assertTrue(ran.out().lines().skip(1).findFirst().orElse("").startsWith("Server built:   "), ran.out());
    }

    @Test
    void tellsItsSettings() {
        String out = twins.muster().command("-V").ok().out();
        assertTrue(out.contains("\nServer's Module Magic Number: 20120211:"), out);
        assertTrue(out.contains("\nServer MPM:     event\n  threaded:     yes (fixed thread count)\n    forked:     yes (variable process count)\n"), out);
        assertTrue(out.contains("\n -D HTTPD_ROOT=\"/") && out.contains("\n -D SERVER_CONFIG_FILE=\""), out);
    }

    @Test
    void listsItsDirectives() {
        String out = twins.muster().command("-L").ok().out();
        assertTrue(out.contains("\nServerName (core.c)\n") || out.startsWith("ServerName (core.c)\n"), out);
    }

    @Test
    void explainsItself() {
        Ran help = Ran.of(Program.underTest().command(), "-h");
        assertEquals(1, help.code());
        assertTrue(help.err().startsWith("Usage: "), help.err());
        for (String wrong : new String[] {"-z", "-f", "extra", "-e nonsense"}) {
            Ran ran = twins.muster().command(wrong.split(" "));
            assertEquals(1, ran.code(), wrong);
            assertTrue(ran.err().contains("Usage: "), ran.err());
        }
        String name = Path.of(Program.underTest().command()).getFileName().toString();
        assertTrue(twins.muster().command("-z").err().startsWith(name + ": illegal option -- z\nUsage: "));
        assertTrue(Ran.of(Program.underTest().command(), "-f").err().startsWith(name + ": option requires an argument -- f\nUsage: "));
    }

    @Test
    void putsStartupErrorsWhereAsked() {
        twins.agreeOnCommand("-t", "-C", "Nonsense 1", "-E", twins.muster().folder().resolve("startup.log").toString());
        assertEquals("""
                AH00526: Syntax error on line 1 of -c/-C directives:
                Invalid command 'Nonsense', perhaps misspelled or defined by a module not included in the server configuration
                """.repeat(2), twins.muster().read("startup.log"));
    }
}
