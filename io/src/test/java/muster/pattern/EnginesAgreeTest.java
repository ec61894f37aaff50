package muster.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms that are matched in Java, against PCRE: same matches, same groups, on texts made of what the pattern is made of.
class EnginesAgreeTest {
    private static final int TEXTS = 400;
    private static final String CHARACTERS = "aaabbb..ABx1 \n\u00e9\u00c9]-";

    @ParameterizedTest
    @ValueSource(strings = {
        "", "^", "$", "^$", "a", "\\.a$", "^ab", "^ab$", ".", "a.", "^a.$", ".*", ".+", "^.*$", "^(.*)$", "^(.+)$",
        "a(.*)", "a(.*)b", "a(.+)b$", "^a.*b", "^a(.+)b$", "(.*)\\.a$", "(.+)ab",
    })
    void simple(String pattern) throws PatternException {
        for (boolean ignoringCase : new boolean[] {false, true}) {
            var options = RegexOptions.DEFAULT.withIgnoreCase(ignoringCase);
            Engine simple = SimpleForm.of(pattern, options);
            assertNotNull(simple);
            agree(pattern, simple, options);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\\.(a|b)$", "\\.(ab?|b)$", "(a|ab)(b|)$", "(a|ab)(b|)", "^(ab|a)(b)?", "^(a|b)?(b)?$", ".+\\.(a|ab|b)$", ".*(a|b)",
        ".+(a|ab)", "^.+(ab|b)", "^.*(ab|b)$", "[ab]", "^[ab][^a]", "[^ab]$", "a.[ab]", "(?:a|b)(a)", "((a)|b)(a)?", "(a(b)?)?a",
        "ab|ba", "a|ab", "\\wb", "\\d|\\s", "[\\w.]b", "[a-b]\\.", "[.-]a", "(a|b|)", "()a", "a?b?", "a?b?$", "\\.(AB|ba)$",
        "[a\\]]", "(b|ab)$", "[\\](]|a", "([(|]|a)b",
    })
    void finite(String pattern) throws PatternException {
        for (boolean ignoringCase : new boolean[] {false, true}) {
            var options = RegexOptions.DEFAULT.withIgnoreCase(ignoringCase);
            Engine finite = FiniteForm.of(pattern, options);
            assertNotNull(finite);
            agree(pattern, finite, options);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "^a|b", "a|b$", "a*", "a+", "a{2}", "a??", "(a)*", "(?=a)", "(?i)a", "(*UTF)a", "\\b", "\\1", "a$b", "^^a", "(a", "a)", "[[:alpha:]]",
        "[]a]", "[^]a]", "[b-a]", "(a|^b)", "\\Qa\\E", "[\\d-z]", "a|(b$)", "(^a)?b", "^[\\](]|a",
    })
    void othersAreLeftToPcre(String pattern) {
        assertNull(SimpleForm.of(pattern, RegexOptions.DEFAULT));
        assertNull(FiniteForm.of(pattern, RegexOptions.DEFAULT));
    }

    private static void agree(String pattern, Engine engine, RegexOptions options) throws PatternException {
        Engine pcre = PcreEngine.compile(pattern, options);
        assertEquals(pcre.groupCount(), engine.groupCount(), pattern);
        var random = new Random(pattern.hashCode());
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            int from = random.nextInt(4) == 0 ? random.nextInt(text.length() + 1) : 0;
            assertEquals(show(pcre.find(text, from)), show(engine.find(text, from)), () -> pattern + " in " + text);
            assertEquals(pcre.matches(text), engine.matches(text), () -> pattern + " in " + text);
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    private static String show(@Nullable Match match) {
        if (match == null) {
            return "none";
        }
        var shown = new StringBuilder();
        for (int i = 0; i < match.size(); i++) {
            shown.append(match.start(i)).append('-').append(match.end(i)).append(' ');
        }
        return shown.toString();
    }
}
