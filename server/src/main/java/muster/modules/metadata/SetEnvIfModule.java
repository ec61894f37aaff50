package muster.modules.metadata;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.FILE_INFO;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.Words;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestVocabulary;
import muster.core.Verdict;
import muster.expr.Condition;
import muster.expr.ExpressionException;
import muster.pattern.Match;
import muster.pattern.PatternException;
import muster.pattern.Regex;
import muster.pattern.Replacement;

/// mod_setenvif: environment variables by what a request looks like.
///
/// The lines of a server run as soon as the request is read, those of sections when the sections are known: in both cases before
/// access control, which may ask for what they set.
public final class SetEnvIfModule implements Module {
    private static final ConfigSlot<List<SetEnvIfRule>> SLOT =
            ConfigSlot.directory("SetEnvIf", List.of(), SetEnvIfModule::joined);

    @Override
    public String name() {
        return "setenvif_module";
    }

    @Override
    public String file() {
        return "mod_setenvif.c";
    }

    @Override
    public void register(Registry registry) {
        String by = "A header-name, regex and a list of variables.";
        String browser = "A browser regex and a list of variables.";
        registry.directive(directive("SetEnvIf", by).sets(SLOT, (old, line) -> plus(old, rule(line, false))));
        registry.directive(
                directive("SetEnvIfNoCase", by).sets(SLOT, (old, line) -> plus(old, rule(line, true))));
        registry.directive(directive("BrowserMatch", browser).sets(SLOT, (old, line) -> plus(old, browser(line, false))));
        registry.directive(
                directive("BrowserMatchNoCase", browser).sets(SLOT, (old, line) -> plus(old, browser(line, true))));
        registry.directive(directive("SetEnvIfExpr", "an expression and a list of variables.")
                .sets(SLOT, (old, line) -> plus(old, expression(line, registry))));
        registry.hook(Phase.POST_READ_REQUEST, Hook.Place.MIDDLE, SetEnvIfModule::ofServer);
        registry.hook(Phase.HEADER_PARSER, Hook.Place.MIDDLE, SetEnvIfModule::ofSections);
    }

    private static DirectiveType.Builder directive(String name, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(FILE_INFO)
                .takes(Takes.RAW)
                .means(meaning);
    }

    private static List<SetEnvIfRule> joined(List<SetEnvIfRule> outer, List<SetEnvIfRule> inner) {
        var all = new ArrayList<>(outer);
        all.addAll(inner);
        return List.copyOf(all);
    }

    private static List<SetEnvIfRule> plus(List<SetEnvIfRule> old, SetEnvIfRule rule) {
        return joined(old, List.of(rule));
    }

    private static SetEnvIfRule rule(Arguments line, boolean ignoringCase) throws ConfigException {
        var words = new Words(line.raw());
        String word = words.next();
        if (word.isEmpty()) {
            throw line.wrong("Missing header-field name for " + line.directive());
        }
        try {
            return rule(line, Attribute.named(word), words, ignoringCase);
        } catch (PatternException wrong) {
            throw line.wrong(line.directive() + "Header name regex could not be compiled.");
        }
    }

    private static SetEnvIfRule browser(Arguments line, boolean ignoringCase) throws ConfigException {
        return rule(line, new Attribute.Field("User-Agent"), new Words(line.raw()), ignoringCase);
    }

    private static SetEnvIfRule rule(Arguments line, Attribute attribute, Words words, boolean ignoringCase)
            throws ConfigException {
        String pattern = words.next();
        if (pattern.isEmpty()) {
            throw line.wrong("Missing regular expression for " + line.directive());
        }
        Regex regex;
        try {
            regex = line.regex(pattern, ignoringCase);
        } catch (ConfigException wrong) {
            throw line.wrong(line.directive() + " regex could not be compiled.");
        }
        var changes = changes(line, words, isPlain(pattern));
        if (changes.stream().allMatch(change -> change.value() == null || change.value().isConstant())) {
            return new SetEnvIfRule(request -> regex.matches(attribute.of(request)) ? Match.NOTHING : null, changes);
        }
        return new SetEnvIfRule(request -> regex.find(attribute.of(request)), changes);
    }

    private static SetEnvIfRule expression(Arguments line, Registry registry) throws ConfigException {
        var words = new Words(line.raw());
        String text = words.next();
        if (text.isEmpty()) {
            throw line.wrong("Missing expression for " + line.directive());
        }
        try {
            var condition =
                    Condition.compile(text, RequestVocabulary.of(registry, line), RequestVocabulary.rights(line));
            return new SetEnvIfRule(new ExpressionTest(condition, line.position()), changes(line, words, false));
        } catch (ExpressionException wrong) {
            throw line.wrong("Could not parse expression \"" + text + "\": " + wrong.getMessage());
        }
    }

    /// A pattern that is only text captures nothing, and its values mean what they say, `$` and all.
    private static boolean isPlain(String pattern) {
        return pattern.chars().noneMatch(c -> ".*+?[](){}^$|\\".indexOf(c) >= 0);
    }

    /// The rest of a line: what to do when its condition holds.
    static List<SetEnvIfRule.Change> changes(Arguments line, Words words, boolean literally) throws ConfigException {
        var changes = new ArrayList<SetEnvIfRule.Change>();
        while (words.more()) {
            changes.add(change(words.next(), literally));
        }
        if (changes.isEmpty()) {
            throw line.wrong("Missing envariable expression for " + line.directive());
        }
        return changes;
    }

    private static SetEnvIfRule.Change change(String word, boolean literally) {
        int equals = word.indexOf('=');
        String value = equals < 0 ? "1" : word.substring(equals + 1);
        if (equals < 0 && word.startsWith("!")) {
            return new SetEnvIfRule.Change(word.substring(1), null);
        }
        String variable = equals < 0 ? word : word.substring(0, equals);
        String text = literally ? value.replace("\\", "\\\\").replace("$", "\\$") : value;
        return new SetEnvIfRule.Change(variable, Replacement.of(text));
    }

    private static Verdict ofServer(Request request) throws IOException {
        apply(request, request.host().settings().get(SLOT), 0);
        return Verdict.OK;
    }

    /// The merged list starts with the server's lines, which have run.
    private static Verdict ofSections(Request request) throws IOException {
        apply(request, request.get(SLOT), request.host().settings().get(SLOT).size());
        return Verdict.OK;
    }

    private static void apply(Request request, List<SetEnvIfRule> rules, int from) throws IOException {
        for (int i = from; i < rules.size(); i++) {
            rules.get(i).apply(request);
        }
    }
}
