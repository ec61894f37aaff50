package muster.config;

import muster.core.ServerCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// What is wrong with a configuration, in the words of Apache 2.4.71 (`apache2 -t`) for the same text. `;` ends a line.
class ConfigurationErrorsTest {
    private static void compile(MapSource source) throws ConfigException {
        var modules = new OneCatalog();
        var tree = ConfigReader.read(source, modules);
        ServerCompiler.compile(tree, source, modules, modules.registry());
    }

    private static MapSource source(String text) {
        return new MapSource("ServerName x\nLoadModule mark_module x\n" + text.replace(';', '\n') + "\n")
                .file("/srv/ok.conf", "Timeout 3\n")
                .file("/srv/unclosed.conf", "<Directory /x>\n")
                .file("/srv/d/a.conf", "Foo\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Foo bar                                     | 3 | Invalid command 'Foo', perhaps misspelled or defined by a module not included in the server configuration
            <Foo bar>;</Foo>                            | 3 | Invalid command '<Foo', perhaps misspelled or defined by a module not included in the server configuration
            <Directory /x;</Directory>                  | 3 | <Directory> directive missing closing '>'
            <Directory>;</Directory>                    | 3 | <Directory> directive requires additional arguments
            <Directory /a /b>;</Directory>              | 3 | Multiple <Directory> arguments not (yet) supported.
            ServerAdmin                                 | 3 | ServerAdmin takes one argument, The email address of the server administrator
            ServerAdmin a b                             | 3 | ServerAdmin takes one argument, The email address of the server administrator
            KeepAlive maybe                             | 3 | KeepAlive must be On or Off
            Options Foo                                 | 3 | Illegal option Foo
            Options +Indexes FollowSymLinks             | 3 | Either all Options must start with + or -, or no Option may.
            Options Indexes +FollowSymLinks             | 3 | Either all Options must start with + or -, or no Option may.
            Options Indexes None                        | 3 | 'Options None' must be the first Option given.
            Options Indexes All                         | 3 | 'Options All' must be the first option given.
            Options +None                               | 3 | You may not use 'Options +None' or 'Options -None'.
            Options -All                                | 3 | You may not use 'Options +All' or 'Options -All'.
            AllowOverride None                          | 3 | AllowOverride not allowed here
            <Directory /x>;Timeout 3;</Directory>       | 4 | Timeout not allowed in <Directory> context
            <Directory /x>;<Directory /y>;</Directory>;</Directory> | 4 | <Directory not allowed in <Directory> context
            <Location /x>;<Files y>;</Files>;</Location> | 4 | <Files> cannot occur within <Location> section
            <VirtualHost *:80>;<VirtualHost *:80>;</VirtualHost>;</VirtualHost> | 4 | <VirtualHost> cannot occur within <VirtualHost> section
            ServerAlias x                               | 3 | ServerAlias only used in <VirtualHost>
            ServerName foo:99999                        | 3 | The port number "foo:99999" is outside the appropriate range (i.e., 1..65535).
            <Limit GET>;</Limit>                        | 3 | <Limit not allowed here
            <Directory /x>;<Limit TRACE>;</Limit>;</Directory> | 4 | TRACE cannot be controlled by <Limit>, see TraceEnable
            <Else>;</Else>                              | 3 | <Else> or <ElseIf> section without previous <If> or <ElseIf> section in same scope
            <If true && >;</If>                         | 3 | Multiple <If> arguments not supported.
            <DirectoryMatch "(">;</DirectoryMatch>      | 3 | Regex could not be compiled
            LimitRequestLine -1                         | 3 | LimitRequestLine "-1" must be a non-negative integer
            LimitRequestFields -3                       | 3 | LimitRequestFields "-3" must be a non-negative integer (0 = no limit)
            KeepAliveTimeout x                          | 3 | KeepAliveTimeout has wrong format
            TraceEnable x                               | 3 | TraceEnable must be one of 'on', 'off', or 'extended'
            UseCanonicalName x                          | 3 | parameter must be 'on', 'off', or 'dns'
            ErrorDocument abc foo                       | 3 | Unsupported HTTP response code abc
            FileETag +Foo                               | 3 | Unknown keyword 'Foo' for FileETag directive
            MaxRanges 0                                 | 3 | MaxRanges requires 'none', 'default', 'unlimited' or a positive integer
            LogLevel foo:debug                          | 3 | Cannot find module foo
            CGIVar REQUEST_URI b                        | 3 | Valid rules for REQUEST_URI are 'current-uri' and 'original-uri'
            RegexDefaultOptions foo                     | 3 | RegexDefaultOptions: option 'foo' unknown
            Error boo hoo                               | 3 | boo hoo
            <IfModule core.c>;Foo;</IfModule>           | 4 | Invalid command 'Foo', perhaps misspelled or defined by a module not included in the server configuration
            Timeout \\; 5 \\; foo                       | 5 | Timeout takes one argument, Timeout duration (sec)
            """)
    void isSaidOfADirective(String text, int line, String message) {
        var wrong = assertThrows(ConfigException.class, () -> compile(source(text)));
        assertEquals("AH00526: Syntax error on line " + line + " of /srv/t.conf:\n" + message, wrong.report("apache2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            </Directory>                        | 3 | </Directory> without matching <Directory> section
            <Directory /x>                      | 3 | /srv/t.conf:3: <Directory> was not closed.
            <Directory /x>;</Location>          | 4 | Expected </Directory> but saw </Location>
            <Directory /x>;</Directory          | 4 | </Directory> directive missing closing '>'
            <IfModule no.c>;<Bar>;</IfModule>   | 3 | Expected </Bar> but saw </IfModule>
            <IfModule no.c>;Foo                 | 3 | Expected </IfModule> before end of configuration
            <IfModule>;</IfModule>              | 3 | <IfModule> directive requires additional arguments
            Include nosuch.conf                 | 3 | Could not open configuration file /srv/nosuch.conf: No such file or directory
            Include no*/x.conf                  | 3 | Include/IncludeOptional: No matches for the wildcard 'no*' in '/srv', failing
            Include unclosed.conf               | 3 | Syntax error on line 1 of /srv/unclosed.conf: /srv/unclosed.conf:1: <Directory> was not closed.
            Define a:b c                        | 3 | Variable name must not contain ':'
            Define a b c                        | 3 | Define takes 1-2 arguments, Define a variable, optionally to a value.  Same as passing -D to the command line.
            ServerRoot /nonexist                | 3 | ServerRoot must be a valid directory
            <IfVersion => 2.4>;</IfVersion>     | 3 | unrecognized operator '=>'
            <IfVersion /^2.4>;</IfVersion>      | 3 | Missing delimiting / of regular expression.
            """)
    void isSaidWhileReading(String text, int line, String message) {
        var wrong = assertThrows(ConfigException.class, () -> compile(source(text)));
        assertEquals("apache2: Syntax error on line " + line + " of /srv/t.conf: " + message, wrong.report("apache2"));
    }

    /// Each of these contains an invalid command behind a condition that doesn't hold, or is right as it stands.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <IfModule alias>;Foo;</IfModule>
            <IfModule !core.c>;Foo;</IfModule>
            <IfDefine !GIVEN>;Foo;<Bar>;</Bar>;</IfDefine>
            <IfDefine NOT>;Foo;</IfDefine>
            <IfFile nosuch>;Foo;</IfFile>
            <IfDirective Directory>;Foo;</IfDirective>
            <IfSection Timeout>;Foo;</IfSection>
            <IfVersion 2.4>;Foo;</IfVersion>
            <IfVersion < 2.4.71>;Foo;</IfVersion>
            <IfVersion ~ /^2.4/>;Foo;</IfVersion>
            # foo \\;Foo
            "Timeout" 3
            TIMEOUT 3
            Include ok.conf
            IncludeOptional nosuch.conf
            IncludeOptional nosuch/x*.conf
            Options
            <If "true">;</If>;<ElseIf "false">;</ElseIf>;<Else>;</Else>
            <Files x>;<Files y>;</Files>;</Files>
            Define X Time;${X}out 3
            <IfModule core.c>;Timeout 3
            """)
    void nothingIsSaid(String text) {
        assertDoesNotThrow(() -> compile(source(text)));
    }

    @Test
    void aChildReadsWhatItsParentRead() throws Exception {
        MapSource source = source("Include ok.conf;IncludeOptional d/*.none;Timeout ${NOSUCH}9");
        var answers = Answers.none();
        answers.files().put(MapSource.FILE, source.read(MapSource.FILE));
        answers.files().put("/srv/ok.conf", source.read("/srv/ok.conf"));
        answers.kinds().put("/srv/ok.conf", ConfigSource.Kind.FILE);
        answers.kinds().put("/srv/d", ConfigSource.Kind.DIRECTORY);
        answers.lists().put("/srv/d", source.list("/srv/d"));
        answers.environment().put("NOSUCH", null);
        answers.shared().put("a", 10L);
        answers.shared().put("b", 100L);
        var snapshot = new Snapshot(source.options(), "machine.example", answers);
        byte[] bytes = snapshot.toBytes();
        var again = Snapshot.of(bytes, () -> java.lang.foreign.Arena.ofAuto().allocate(192));
        assertEquals(
                ConfigReader.read(source, new OneCatalog()).directives(),
                ConfigReader.read(again, new OneCatalog()).directives());
        assertEquals(source.options(), again.options());
        assertEquals(192, snapshot.sharedBytes());
        assertEquals(100, again.shared("b", 100).byteSize());
        assertEquals(64, again.shared("b", 100).address() - again.shared("a", 10).address());
    }

    @Test
    void damagedSnapshotsAreRefused() throws Exception {
        byte[] bytes = new Snapshot(source("").options(), null, Answers.none()).toBytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x41;
            assertThrows(java.io.IOException.class, () -> Snapshot.of(damaged, () -> java.lang.foreign.MemorySegment.NULL));
            int length = i;
            assertThrows(java.io.IOException.class, () -> Snapshot.of(java.util.Arrays.copyOf(bytes, length), () -> java.lang.foreign.MemorySegment.NULL));
        }
    }
}
