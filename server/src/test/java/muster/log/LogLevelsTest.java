package muster.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelsTest {
    private static LogLevels levels(String words) {
        LogLevels levels = LogLevels.UNSET;
        for (String word : words.split(" ")) {
            levels = levels.plus(word);
        }
        return levels;
    }

    @ParameterizedTest
    @CsvSource({
        "info,                         core,    INFO",
        "info rewrite:trace3,          rewrite, TRACE3",
        "info rewrite:trace3,          core,    INFO",
        "ssl_module:debug,             ssl,     DEBUG",
        "ssl_module:debug,             core,    WARN",
        "mod_alias.c:error,            alias,   ERROR",
        "core.c:debug,                 core,    DEBUG",
        "http_core.c:debug,            http,    DEBUG",
        "ssl:debug warn,               ssl,     WARN",
        "ssl:debug ssl:Info,           ssl,     INFO",
    })
    void aPlainLevelForgetsTheModules(String words, String module, LogLevel expected) {
        assertEquals(expected, levels(words).of(module));
    }

    @ParameterizedTest
    @CsvSource({
        "warn ssl:debug, alias:info,  ssl,   DEBUG",
        "warn ssl:debug, alias:info,  alias, INFO",
        "warn ssl:debug, error,       ssl,   ERROR",
        "info,           ssl:debug,   core,  INFO",
    })
    void innerLevelsHideOuterOnes(String outer, String inner, String module, LogLevel expected) {
        assertEquals(expected, LogLevels.merge(levels(outer), levels(inner)).of(module));
    }

    @Test
    void unsetIsNeutral() {
        LogLevels some = levels("info ssl:debug");
        assertEquals(some, LogLevels.merge(LogLevels.UNSET, some));
        assertEquals(some, LogLevels.merge(some, LogLevels.UNSET));
    }

    @Test
    void saysWhatIsOn() {
        LogLevels some = levels("warn ssl:trace1");
        assertTrue(some.on(LogLevel.TRACE1, "ssl"));
        assertFalse(some.on(LogLevel.TRACE2, "ssl"));
        assertFalse(some.on(LogLevel.INFO, "core"));
        assertTrue(some.on(LogLevel.ERROR, "core"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    loud     | Log level keyword must be one of emerg/alert/crit/error/warn/notice/info/debug/trace1/.../trace8
                    ssl:     | Module specifier 'ssl' must be followed by a log level keyword
                    ssl:loud | ssl:loud: Log level keyword must be one of emerg/alert/crit/error/warn/notice/info/debug/trace1/.../trace8
                    """)
    void refusesInHttpdsWords(String word, String message) {
        var refused = assertThrows(IllegalArgumentException.class, () -> LogLevels.UNSET.plus(word));
        assertEquals(message, refused.getMessage());
    }
}
