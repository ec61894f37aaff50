package muster.modules.loggers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.Position;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestVocabulary;
import muster.core.Verdict;
import muster.expr.Condition;
import muster.expr.Evaluation;
import muster.expr.EvaluationException;
import muster.expr.ExpressionException;
import muster.expr.Template;
import muster.log.LogLevel;
import org.jspecify.annotations.Nullable;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_log_debug: `LogMessage` writes what an author wants to know of a request to the error log, at a step of its life.
public final class LogDebugModule implements Module {
    private static final String NAME = "log_debug";
    private static final String ALL = "all";
    private static final String USUAL = "log_transaction";

    /// httpd's names of the steps. Its quick_handler and pre_translate_name come before sections are looked for, its handler after the
    /// filters.
    private static final Map<String, Phase> HOOKS = Map.ofEntries(
            Map.entry(USUAL, Phase.LOG_TRANSACTION),
            Map.entry("quick_handler", Phase.POST_READ_REQUEST),
            Map.entry("handler", Phase.INSERT_FILTER),
            Map.entry("pre_translate_name", Phase.POST_READ_REQUEST),
            Map.entry("translate_name", Phase.TRANSLATE_NAME),
            Map.entry("map_to_storage", Phase.MAP_TO_STORAGE),
            Map.entry("fixups", Phase.FIXUPS),
            Map.entry("type_checker", Phase.TYPE_CHECKER),
            Map.entry("check_access", Phase.ACCESS_CHECKER),
            Map.entry("check_access_ex", Phase.ACCESS_CHECKER_EX),
            Map.entry("check_authn", Phase.CHECK_USER_ID),
            Map.entry("check_authz", Phase.AUTH_CHECKER),
            Map.entry("insert_filter", Phase.INSERT_FILTER));

    private record Message(
            Template<Request> text, @Nullable Condition<Request> condition, String hook, Position position) {}

    private static final ConfigSlot<List<Message>> MESSAGES =
            ConfigSlot.directory("LogMessage", List.of(), LogDebugModule::together);

    @Override
    public String name() {
        return "log_debug_module";
    }

    @Override
    public String file() {
        return "mod_log_debug.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("LogMessage")
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .takes(Takes.ONE_TO_THREE)
                .means("Log a debug message to the error log if this config block is used for  a request")
                .sets(MESSAGES, (before, words) -> together(before, List.of(message(words, registry)))));
        HOOKS.keySet().forEach(name -> hook(
                registry,
                name,
                switch (name) {
                    case "quick_handler" -> Hook.Place.LAST;
                    case "pre_translate_name", "handler" -> Hook.Place.REALLY_LAST;
                    default -> Hook.Place.FIRST;
                }));
    }

    private static void hook(Registry registry, String name, Hook.Place place) {
        Phase phase = HOOKS.get(name);
        if (phase != null) {
            registry.hook(phase, place, request -> {
                log(request, name);
                return Verdict.DECLINED;
            });
        }
    }

    private static List<Message> together(List<Message> outer, List<Message> inner) {
        var all = new ArrayList<>(outer);
        all.addAll(inner);
        return List.copyOf(all);
    }

    private static Message message(Arguments words, Registry registry) throws ConfigException {
        Template<Request> text;
        try {
            text = Template.compile(words.text(0), RequestVocabulary.of(registry, words), RequestVocabulary.rights(words));
        } catch (ExpressionException wrong) {
            throw words.wrong(
                    "Could not parse message expression '" + words.text(0) + "': " + wrong.getMessage());
        }
        String hook = USUAL;
        Condition<Request> condition = null;
        for (int i = 1; i < words.count(); i++) {
            String word = words.text(i);
            if (word.regionMatches(true, 0, "hook=", 0, 5)) {
                hook = hookName(word.substring(5), words);
            } else if (word.regionMatches(true, 0, "expr=", 0, 5)) {
                condition = condition(word.substring(5), words, registry);
            } else {
                throw words.wrong("Invalid argument " + word);
            }
        }
        return new Message(text, condition, hook, words.position());
    }

    private static String hookName(String name, Arguments words) throws ConfigException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (HOOKS.containsKey(lower)) {
            return lower;
        }
        if (name.equals("*") || lower.equals(ALL)) {
            return ALL;
        }
        throw words.wrong("Invalid hook name: " + name);
    }

    private static Condition<Request> condition(String text, Arguments words, Registry registry)
            throws ConfigException {
        try {
            return Condition.compile(text, RequestVocabulary.of(registry, words), RequestVocabulary.rights(words));
        } catch (ExpressionException wrong) {
            throw words.wrong("Could not parse expression '" + text + "': " + wrong.getMessage());
        }
    }

    private static void log(Request request, String hook) {
        for (Message message : request.get(MESSAGES)) {
            if (message.hook.equals(ALL) || message.hook.equals(hook)) {
                log(request, message, hook);
            }
        }
    }

    private static void log(Request request, Message message, String hook) {
        var log = request.log();
        var evaluation = new Evaluation<>(request, false);
        try {
            if (message.condition != null && !message.condition.test(evaluation)) {
                return;
            }
        } catch (EvaluationException unknown) {
            log.error(NAME, 640, "Can't evaluate condition: " + unknown.getMessage());
            return;
        }
        try {
            String text = message.text.text(evaluation);
            String place = log.on(LogLevel.DEBUG, NAME)
                    ? " (" + hook + " hook, " + message.position.file() + ":" + message.position.line() + ")"
                    : "";
            log.write(LogLevel.INFO, NAME, 0, text + place);
        } catch (EvaluationException unknown) {
            log.error(NAME, 641, "Can't evaluate message expression: " + unknown.getMessage());
        }
    }
}
