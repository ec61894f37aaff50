package muster.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private final Vocabulary<Map<String, String>> vocabulary = Vocabulary.<Map<String, String>>builder()
            .variable("USER", evaluation -> evaluation.subject().get("user"))
            .restrictedFunction("secret", (_, name) -> name)
            .build();

    private Condition<Map<String, String>> compile(String text) throws ExpressionException {
        return Condition.compile(text, vocabulary, Rights.RESTRICTED);
    }

    @Test
    void knowsWhichVariablesItMentions() throws ExpressionException {
        var condition = compile("true || toupper('%{user}') == 'X'");
        assertEquals(true, condition.mentions("USER"));
        assertEquals(false, condition.mentions("HOST"));
    }

    @Test
    void capturesAreSharedByWhatIsEvaluatedTogether() throws ExpressionException {
        var evaluation = new Evaluation<>(Map.of("user", "joe@example.org"));
        assertEquals(true, compile("%{USER} =~ /^(.*)@(.*)$/").test(evaluation));
        var text = Template.compile("$2/%{toupper:$1}", vocabulary, Rights.FULL);
        assertEquals("example.org/JOE", text.text(evaluation));
        assertEquals("/", text.text(Map.of()));
    }

    @Test
    void aTextWithoutNamesIsConstant() throws ExpressionException {
        assertEquals("it's", Template.compile("it's", vocabulary, Rights.FULL).constant());
        assertNull(Template.compile("it's %{USER}", vocabulary, Rights.FULL).constant());
    }

    @Test
    void restrictedFunctionsAreRefusedByName() {
        var wrong = assertThrows(ExpressionException.class, () -> compile("secret('a') == 'a'"));
        assertEquals("secret not available in restricted context", wrong.getMessage());
    }

    @Test
    void longLiteralsAreRefused() {
        String longText = "x".repeat(9000);
        var text = assertThrows(ExpressionException.class, () -> compile("'a' == '" + longText + "'"));
        assertEquals("String too long", text.getMessage());
        assertThrows(ExpressionException.class, () -> compile("'a' =~ /" + longText + "/"));
    }
}
