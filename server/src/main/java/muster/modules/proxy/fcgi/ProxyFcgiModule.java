package muster.modules.proxy.fcgi;

import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.core.RequestVocabulary;
import muster.expr.Condition;
import muster.expr.ExpressionException;
import muster.expr.Template;
import muster.expr.Vocabulary;
import muster.modules.proxy.Scheme;
import muster.modules.proxy.fcgi.ProxyFcgiSettings.Change;
import org.jspecify.annotations.Nullable;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;
import static muster.config.OverrideClass.FILE_INFO;

/// mod_proxy_fcgi: the scheme `fcgi` of mod_proxy.
public final class ProxyFcgiModule implements Module {
    @Override
    public String name() {
        return "proxy_fcgi_module";
    }

    @Override
    public String file() {
        return "mod_proxy_fcgi.c";
    }

    @Override
    public void register(Registry registry) {
        registry.provider(Scheme.class, "fcgi", new FcgiScheme());
        registry.directive(DirectiveType.named("ProxyFCGIBackendType")
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(FILE_INFO)
                .means("Specify the type of FastCGI server: 'Generic', 'FPM'")
                .sets(ProxyFcgiSettings.SLOT, (before, words) -> before.with(isGeneric(words))));
        registry.directive(DirectiveType.named("ProxyFCGISetEnvIf")
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(FILE_INFO)
                .takes(Takes.TWO_OR_THREE)
                .means("expr-condition env-name expr-value")
                .sets(ProxyFcgiSettings.SLOT, (before, words) -> before.plus(change(words, registry))));
    }

    private static boolean isGeneric(Arguments words) throws ConfigException {
        return switch (words.text(0).toUpperCase(Locale.ROOT)) {
            case "GENERIC" -> true;
            case "FPM" -> false;
            default ->
                throw words.wrong("ProxyFCGIBackendType requires one of the following arguments: 'GENERIC', 'FPM'");
        };
    }

    private static Change change(Arguments words, Registry registry) throws ConfigException {
        Vocabulary<Request> vocabulary = RequestVocabulary.of(registry, words);
        Condition<Request> condition;
        try {
            condition = Condition.compile(words.text(0), vocabulary, RequestVocabulary.rights(words));
        } catch (ExpressionException wrong) {
            throw words.wrong("Could not parse expression \"" + words.text(0) + "\": " + wrong.getMessage());
        }
        String variable = words.text(1);
        if (!variable.startsWith("!")) {
            return new Change(condition, variable, value(words, vocabulary));
        }
        if (words.count() > 2) {
            throw words.wrong("Third argument (\"" + words.text(2)
                    + "\") is not allowed when using ProxyFCGISetEnvIf's unset mode (" + variable + ")");
        }
        if (variable.length() == 1) {
            throw words.wrong("ProxyFCGISetEnvIf: \"!\" is not a valid variable name");
        }
        return new Change(condition, variable.substring(1), null);
    }

    private static @Nullable Template<Request> value(Arguments words, Vocabulary<Request> vocabulary)
            throws ConfigException {
        String text = words.count() > 2 ? words.text(2) : "";
        try {
            return Template.compile(text, vocabulary, RequestVocabulary.rights(words));
        } catch (ExpressionException wrong) {
            throw words.wrong("Could not parse expression \"" + text + "\": " + wrong.getMessage());
        }
    }
}
