package muster.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import muster.config.ConfigException;
import muster.config.Position;
import muster.expr.Rights;
import muster.pattern.PatternLimitException;
import org.junit.jupiter.api.Test;

class IfConditionTest {
    private static final Position HERE = new Position("/etc/httpd.conf", 7);

    private final MemoryServer server = new MemoryServer();

    private IfCondition compile(String argument) throws ConfigException {
        return IfCondition.compile(argument, HERE, Rights.FULL, RequestVocabulary.of(server.registry()));
    }

    @Test
    void takesTheFirstWord() throws ConfigException {
        assertEquals(true, compile("\"%{REQUEST_METHOD} == 'GET'\"").test(server.request("GET", "/"), ""));
        var wrong = assertThrows(ConfigException.class, () -> compile("%{REQUEST_URI} == 'a'"));
        assertEquals("Cannot parse condition clause: syntax error, unexpected $end", wrong.getMessage());
        assertEquals(HERE, wrong.position());
    }

    @Test
    void whatCannotBeEvaluatedIsFalseAndLogged() throws ConfigException {
        assertEquals(false, compile("\"file('/nosuch') == ''\"").test(server.request("GET", "/"), ""));
        assertEquals(
                List.of(
                        "Evaluation of expression from /etc/httpd.conf:7 failed: Cannot open file /nosuch",
                        "AH00039: Failed to evaluate <If > condition: Cannot open file /nosuch"),
                server.logged());
    }

    @Test
    void anEndlessMatchIsNoAnswer() throws ConfigException {
        var condition = compile("\"'%{QUERY_STRING}' =~ /^(a+)+$/\"");
        Request request = server.request("GET", "/?" + "a".repeat(60) + "!");
        assertThrows(PatternLimitException.class, () -> condition.test(request, ""));
    }
}
