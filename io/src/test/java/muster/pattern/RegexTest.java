package muster.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
    /// Groups are written one after another with a bar between, `-` for one that took no part; `none` is no match.
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ' ', value = {
        // simple forms
        "\\.php$ /index.php .php",
        "\\.php$ /index.php5 none",
        "\\.php$ /index.xphp none",
        "^/docs /docs/a /docs",
        "^/docs /x/docs none",
        "^/docs$ /docs /docs",
        "^/docs$ /docs/ none",
        "^(.+)$ /a/b /a/b|/a/b",
        "^(.*)$ `` |",
        "^(.+)$ `` none",
        "^(.*)\\.html$ a.html.html a.html.html|a.html",
        "^/old/(.*)\\.html /old/a.html.htmlx /old/a.html.html|a.html",
        "a(.+)b xabab abab|ba",
        "a.*b xaxbxbx axbxb",
        ". /x /",
        ". `` none",
        "^a.$ ab ab",
        "^a.$ abc none",
        "b aabb b",
        // the engine's
        "^/(a|b)/([^/]+)?$ /b/ /b/|b|-",
        "^/(a|b)/([^/]+)?$ /b/cd /b/cd|b|cd",
        "^/(?<user>[a-z]+)/ /joe/ /joe/|joe",
        "(?i)\\.PHP$ a.php .php",
        "\\.(gif|jpe?g|png)$ a.jpeg .jpeg|jpeg",
        "[[:digit:]]{2,3} ab1234 123",
        "\\h+x `a  x` `  x`",
        "foo\\Kbar xfoobar bar",
        "(?>a+)b aaab aaab",
        "(?>a+)ab aaab none",
        "^(\\((?:[^()]|(?1))*\\))$ (a(b)c) (a(b)c)|(a(b)c)",
        "(a)|b b b|-",
        "(?|(a)|(b)) b b|b",
        ".*? ab ``",
        "(.+)+ ab ab|ab",
        "a{2} caa aa",
    })
    void findsWhatPcreFinds(String pattern, String subject, String expected) throws PatternException {
        assertEquals(expected, describe(Regex.compile(pattern), subject));
    }

    @Test
    void eachMatchIsLookedForInTheRest() throws PatternException {
        assertEquals("[a][a][a]", each("^a", "aaab"));
        assertEquals("[foo][foo]", each("foo", "xfooxfoox"));
        assertEquals("[][b][][]", each("b*", "abcd"));
        assertEquals("[ab][cd]", each("(\\w)(\\w)", "abcde"));
        assertEquals("", each("x", ""));
        assertEquals("[]", each("x*", ""));
        var long1 = "xfoo".repeat(100_000);
        assertEquals(100_000 * 5, each("foo", long1).length());
    }

    private static String each(String pattern, String subject) throws PatternException {
        var found = new StringBuilder();
        Regex.compile(pattern).each(subject, match -> {
            found.append('[').append(match.text(0)).append(']');
            return true;
        });
        return found.toString();
    }

    @Test
    void lettersBeyondAsciiHaveNoCase() throws PatternException {
        var ignoring = RegexOptions.DEFAULT.ignoringCase();
        assertNull(Regex.compile("^\u00e9$", ignoring).find("\u00c9"));
        assertNotNull(Regex.compile("^\u00e9A$", ignoring).find("\u00e9a"));
        assertNotNull(Regex.compile("^/ABC$", ignoring).find("/abc"));
        assertNull(Regex.compile("^\\w$").find("\u00e9"));
    }

    @Test
    void dollarAndDotFollowTheOptions() throws PatternException {
        assertNull(Regex.compile("a$").find("a\n"));
        assertNotNull(Regex.compile("a$", RegexOptions.DEFAULT.withDollarEndOnly(false)).find("a\n"));
        assertNotNull(Regex.compile("^a.b$").find("a\nb"));
        assertNull(Regex.compile("^a.b$", RegexOptions.DEFAULT.withDotAll(false)).find("a\nb"));
        assertNotNull(Regex.compile("^b", RegexOptions.DEFAULT.withMultiline(true)).find("a\nb"));
        assertNotNull(Regex.compile("a b # c", RegexOptions.DEFAULT.withExtended(true)).find("ab"));
    }

    @Test
    void compilesWhenItIsNeeded() {
        var regex = Regex.compiledBefore("^(a|b)+$", RegexOptions.DEFAULT);
        assertEquals("abb|b", describe(regex, "abb"));
        assertThrows(IllegalStateException.class, () -> Regex.compiledBefore("(", RegexOptions.DEFAULT).matches("a"));
    }

    @Test
    void namesItsGroups() throws PatternException {
        var regex = Regex.compile("(?<site>\\w+)/(\\d+)/(?P<page>.)");
        assertEquals(3, regex.groupCount());
        assertEquals(
                List.of(new Regex.NamedGroup("page", 3), new Regex.NamedGroup("site", 1)), regex.namedGroups());
    }

    @Test
    void searchesFromAnOffset() throws PatternException {
        for (String pattern : List.of("ab", "a[b]")) {
            Match second = Regex.compile(pattern).find("abab", 1);
            assertNotNull(second);
            assertEquals(2, second.start(0));
        }
        for (String pattern : List.of("^ab", "^a[b]")) {
            assertNull(Regex.compile(pattern).find("abab", 2));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "  ", value = {
        "a(  missing closing parenthesis at offset 2",
        "[a  missing terminating ] for character class at offset 2",
        "*a  quantifier does not follow a repeatable item at offset 0",
        "a)  unmatched closing parenthesis at offset 1",
    })
    void saysWhereAPatternIsWrong(String pattern, String expected) {
        var wrong = assertThrows(PatternException.class, () -> Regex.compile(pattern));
        assertEquals(expected, wrong.explained());
    }

    /// Each of these would keep an unbounded matcher busy for longer than anybody waits.
    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "^(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a*)*[bc]", "(.*)(.*)(.*)(.*)(.*)(.*)[xy]$"})
    void givesUpBacktrackingThatNeverEnds(String pattern) throws PatternException {
        var regex = Regex.compile(pattern);
        assertThrows(PatternLimitException.class, () -> regex.matches("a".repeat(3000) + "!"));
    }

    @Test
    void matchesSubjectsThatNeedMoreStackThanMachineCodeHas() throws PatternException {
        var regex = Regex.compile("^(?:a|b|c[d])*$");
        assertEquals(true, regex.matches("ab".repeat(10_000)));
    }

    @Test
    void putsGroupsIntoAText() throws PatternException {
        Match match = Regex.compile("^/(\\w+)/(x)?(.*)$").find("/joe/a b");
        assertNotNull(match);
        assertEquals("/home/joe//a b$2$x&", Replacement.of("/home/$1/$2/$3\\$2$x&").apply(match));
        assertEquals("/joe/a b!", Replacement.of("$0!").apply(match));
    }

    private static String describe(Regex regex, String subject) {
        Match match = regex.find(subject);
        assertEquals(match != null, regex.matches(subject));
        if (match == null) {
            return "none";
        }
        var groups = new StringBuilder(match.text(0));
        for (int i = 1; i < match.size(); i++) {
            String group = match.group(i);
            groups.append('|').append(group == null ? "-" : group);
        }
        return groups.toString();
    }
}
