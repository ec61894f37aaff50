package muster.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Groups of requirements, AuthMerging, and the order of lines that need a user and lines that don't: `.htaccess` files are written while
/// both servers run, and hold for the next request.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthMergingTest {
    private static final String MODULES = Stream.of(
                    "authn_core", "authn_file", "auth_basic", "authz_groupfile", "setenvif")
            .reduce("", (lines, module) -> lines + TestServer.loadModule(module));

    private static final String ASKING = """
            AuthType basic
            AuthName basic1
            AuthUserFile basic1
            AuthGroupFile groups1
            """;

    private final Twins twins = new Twins();

    @BeforeAll
    void start() {
        twins.file("htdocs/a/index.html", "a")
                .file("htdocs/a/b/index.html", "b")
                .file("htdocs/a/b/c/index.html", "c")
                .file("basic1", "user1:NYSYdf7MU5KpU\nuser2:KJ7Yxzr1VVzAI\nuser3:xnpSvZ2iqti/c\n")
                .file("groups1", "user1:user1\nuser2:user2\nuser3:user3\n")
                .configure(
                        MpmName.EVENT,
                        MODULES
                                + """
                                <Directory FOLDER/htdocs>
                                    AllowOverride All
                                </Directory>
                                SetEnvIf X-Allowed "1" allowed1
                                SetEnvIf X-Allowed "2" allowed2
                                SetEnvIf X-Allowed "3" allowed3
                                SetEnvIf X-Allowed "4" allowed4
                                """)
                .start();
    }

    @AfterAll
    void stop() {
        twins.close();
    }

    /// An `.htaccess` file.
    ///
    /// @param merging `And`, or empty for no such line
    /// @param container `Any`, or empty for bare lines
    /// @param words `1` for a variable, `user1` for a group, either with `!` before it
    private static String rules(String merging, String container, List<String> words) {
        var lines = new StringBuilder(merging.isEmpty() ? "" : "AuthMerging " + merging + "\n");
        lines.append(container.isEmpty() ? "" : "<Require" + container + ">\n");
        for (String word : words) {
            String not = word.startsWith("!") ? "not " : "";
            String what = word.substring(word.startsWith("!") ? 1 : 0);
            lines.append("Require ").append(not).append(what.startsWith("user") ? "group " : "env allowed").append(what).append('\n');
        }
        lines.append(container.isEmpty() ? "" : "</Require" + container + ">\n");
        return lines + (words.toString().contains("user") ? ASKING : "");
    }

    private void agree(String path, String allowed, String user) {
        String login = Base64.getEncoder().encodeToString((user + ":" + user).getBytes());
        String[] fields = user.isEmpty()
                ? new String[] {"X-Allowed: " + allowed}
                : new String[] {"X-Allowed: " + allowed, "Authorization: Basic " + login};
        String request = Wire.request("GET", path, fields);
        int expected = Wire.ask(twins.apache().port(), request).status();
        assertEquals(expected, Wire.ask(twins.muster().port(), request).status(), path + " with " + allowed + " " + user);
    }

    private void agreeWithAnyVariables(String path) {
        for (int set = 0; set < 16; set++) {
            var allowed = new StringBuilder("x");
            for (int i = 0; i < 4; i++) {
                allowed.append((set >> i & 1) != 0 ? String.valueOf(i + 1) : "");
            }
            agree(path, allowed.toString(), "");
        }
    }

    static Stream<List<String>> outer() {
        return Stream.of(
                List.of("", ""),
                List.of("Any", "1", "2"),
                List.of("All", "1", "!2"),
                List.of("All", "1", "2"),
                List.of("", "1"),
                List.of("None", "1"));
    }

    @ParameterizedTest
    @MethodSource("outer")
    void sectionsMerge(List<String> outer) {
        List<String> words = outer.subList(1, outer.size()).stream().filter(word -> !word.isEmpty()).toList();
        twins.file("htdocs/a/.htaccess", words.isEmpty() ? "" : rules("", outer.getFirst(), words));
        twins.file("htdocs/a/b/c/.htaccess", rules("", "Any", List.of("4")));
        for (String merging : List.of("", "Off", "And", "Or")) {
            for (String container : List.of("Any", "All", "")) {
                for (List<String> inner : List.of(List.of("2", "3"), List.of("3", "4"))) {
                    twins.file("htdocs/a/b/.htaccess", rules(merging, container, inner));
                    agreeWithAnyVariables("/a/b/");
                }
            }
            twins.file("htdocs/a/b/.htaccess", merging.isEmpty() ? "" : "AuthMerging " + merging + "\n");
            agreeWithAnyVariables("/a/b/");
        }
        agreeWithAnyVariables("/a/");
        agreeWithAnyVariables("/a/b/c/");
    }

    /// Lines that need a user, among others, in every order.
    @ParameterizedTest
    @MethodSource("containers")
    void anyOrderWillDo(String container) {
        for (List<String> order : permutations(List.of("user1", "user2", "1", "2"))) {
            twins.file("htdocs/a/.htaccess", rules("", container, order));
            for (String allowed : List.of("x", "1", "2", "12")) {
                for (String user : List.of("", "user1", "user3")) {
                    agree("/a/", allowed, user);
                }
            }
        }
    }

    static Stream<String> containers() {
        return Stream.of("All", "Any", "");
    }

    @Test
    void negatedUsers() {
        for (List<String> order : permutations(List.of("!user1", "user2", "1", "!2"))) {
            twins.file("htdocs/a/.htaccess", rules("", "All", order));
            for (String allowed : List.of("x", "1", "2", "12")) {
                for (String user : List.of("", "user1", "user2")) {
                    agree("/a/", allowed, user);
                }
            }
        }
    }

    private static List<List<String>> permutations(List<String> words) {
        if (words.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<String>>();
        for (String first : words) {
            List<String> rest = words.stream().filter(word -> !word.equals(first)).toList();
            for (List<String> tail : permutations(rest)) {
                var one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }
}
