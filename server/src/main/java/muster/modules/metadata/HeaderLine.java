package muster.modules.metadata;

import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Words;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestFunction;
import muster.core.RequestVocabulary;
import muster.expr.Condition;
import muster.expr.Evaluation;
import muster.expr.EvaluationException;
import muster.expr.ExpressionException;
import muster.expr.Template;
import muster.modules.metadata.HeaderEdit.Action;
import muster.pattern.Regex;
import org.jspecify.annotations.Nullable;

/// Reads one `Header` or `RequestHeader` line:
/// `[onsuccess|always] action field [value [replacement]] [early|env=[!]name|expr=condition]`.
final class HeaderLine {
    private final Arguments line;
    private final Registry registry;

    private HeaderLine(Arguments line, Registry registry) {
        this.line = line;
        this.registry = registry;
    }

    static HeaderSettings read(HeaderSettings before, Arguments line, Registry registry, boolean ofRequest)
            throws ConfigException {
        return new HeaderLine(line, registry).read(before, ofRequest);
    }

    private HeaderSettings read(HeaderSettings before, boolean ofRequest) throws ConfigException {
        var kind = ofRequest ? HeaderSettings.Kind.REQUEST : HeaderSettings.Kind.SUCCESS;
        var words = new Words(line.raw());
        String first = words.next();
        if (!ofRequest && first.equalsIgnoreCase("always")) {
            kind = HeaderSettings.Kind.ALWAYS;
            first = words.next();
        } else if (!ofRequest && first.equalsIgnoreCase("onsuccess")) {
            first = words.next();
        }
        List<String> rest = Words.of(words.rest());
        if (rest.size() > 4) {
            throw line.wrong(line.directive() + " has too many arguments");
        }
        return before.plus(kind, edit(action(first), rest, ofRequest));
    }

    private Action action(String word) throws ConfigException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "add" -> Action.ADD;
            case "set" -> Action.SET;
            case "setifempty" -> Action.SETIFEMPTY;
            case "append" -> Action.APPEND;
            case "merge" -> Action.MERGE;
            case "unset" -> Action.UNSET;
            case "echo" -> Action.ECHO;
            case "note" -> Action.NOTE;
            case "edit" -> Action.EDIT;
            case "edit*" -> Action.EDIT_ALL;
            default ->
                throw line.wrong("first argument must be 'add', 'set', 'setifempty', 'append', 'merge', 'unset',"
                        + " 'echo', 'note', 'edit', or 'edit*'.");
        };
    }

    private HeaderEdit edit(Action action, List<String> words, boolean ofRequest) throws ConfigException {
        String field = word(words, 0);
        String name = field.endsWith(":") ? field.substring(0, field.length() - 1) : field;
        return switch (action) {
            case EDIT, EDIT_ALL -> {
                if (words.size() < 3) {
                    throw line.wrong("Header edit requires a match and a substitution");
                }
                Regex pattern = regex(words.get(1), "Header edit regex could not be compiled");
                yield edit(action, name, value(words.get(2)), pattern, word(words, 3));
            }
            case UNSET, ECHO -> {
                if (action == Action.ECHO && ofRequest) {
                    throw line.wrong("Header echo only valid on Header directives");
                }
                if (words.size() > 2) {
                    throw line.wrong("header " + action.name().toLowerCase(Locale.ROOT) + " takes two arguments");
                }
                Regex pattern = action == Action.ECHO ? regex(name, "Header echo regex could not be compiled") : null;
                yield edit(action, name, HeaderValue.EMPTY, pattern, word(words, 1));
            }
            case ADD, SET, SETIFEMPTY, APPEND, MERGE, NOTE -> {
                if (action == Action.NOTE && ofRequest) {
                    throw line.wrong("RequestHeader does not support the 'note' action");
                }
                if (words.size() < 2) {
                    throw line.wrong("Header requires three arguments");
                }
                if (words.size() > 3) {
                    throw line.wrong("Too many arguments to directive");
                }
                yield edit(action, name, value(words.get(1)), null, word(words, 2));
            }
        };
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }

    private Regex regex(String pattern, String otherwise) throws ConfigException {
        try {
            return line.regex(pattern, false);
        } catch (ConfigException wrong) {
            throw line.wrong(otherwise);
        }
    }

    private HeaderEdit edit(Action action, String name, HeaderValue value, @Nullable Regex pattern, String clause)
            throws ConfigException {
        boolean early = clause.equalsIgnoreCase("early");
        HeaderEdit.When when = clause.isEmpty() || early ? null : when(clause);
        return new HeaderEdit(action, name, value, pattern, when, early);
    }

    private HeaderEdit.When when(String clause) throws ConfigException {
        if (starts(clause, "expr=")) {
            return expression(clause.substring("expr=".length()));
        }
        if (!starts(clause, "env=")) {
            throw line.wrong("Unknown parameter: " + clause);
        }
        String variable = clause.substring("env=".length());
        boolean wanted = !variable.startsWith("!");
        String name = wanted ? variable : variable.substring(1);
        if (name.isEmpty()) {
            throw line.wrong("error: missing environment variable name. envclause should be in the form env=envar ");
        }
        return request -> request.environment().has(name) == wanted;
    }

    private static boolean starts(String word, String with) {
        return word.regionMatches(true, 0, with, 0, with.length());
    }

    private HeaderEdit.When expression(String text) throws ConfigException {
        Condition<Request> condition;
        try {
            condition = Condition.compile(text, RequestVocabulary.of(registry, line), RequestVocabulary.rights(line));
        } catch (ExpressionException wrong) {
            throw line.wrong("Can't parse envclause/expression: " + wrong.getMessage());
        }
        return request -> holds(condition, request);
    }

    private static boolean holds(Condition<Request> condition, Request request) {
        try {
            return condition.test(request);
        } catch (EvaluationException failed) {
            request.log().error("headers", 60120, "condition can't be evaluated: " + failed.getMessage());
            return false;
        }
    }

    private HeaderValue value(String text) throws ConfigException {
        if (starts(text, "expr=")) {
            return template(text.substring("expr=".length()));
        }
        try {
            return HeaderValue.parse(text, registry.provider(RequestFunction.class, "ssl"));
        } catch (IllegalArgumentException wrong) {
            throw line.wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private HeaderValue template(String text) throws ConfigException {
        Template<Request> template;
        try {
            template = Template.compile(text, RequestVocabulary.of(registry, line), RequestVocabulary.rights(line));
        } catch (ExpressionException wrong) {
            throw line.wrong("Can't parse value expression : " + wrong.getMessage());
        }
        return new HeaderValue(List.of(request -> text(template, request)));
    }

    private static String text(Template<Request> template, Request request) {
        try {
            return template.text(new Evaluation<>(request, false)); // no Vary by it, as in httpd
        } catch (EvaluationException failed) {
            request.log().error("headers", 2557, "Can't evaluate value expression: " + failed.getMessage());
            return "";
        }
    }
}
