package muster.modules.mappers;

import muster.config.Arguments;
import muster.config.ConfigException;
import muster.core.Request;
import muster.core.RequestVocabulary;
import muster.expr.EvaluationException;
import muster.expr.ExpressionException;
import muster.expr.Template;
import muster.expr.Vocabulary;
import muster.http.HttpException;
import muster.modules.mappers.AliasSettings.Text;

/// Reads the texts of Alias and Redirect inside a Location, which may be expressions.
record Texts(Vocabulary<Request> vocabulary) {
    private static final int INTERNAL_ERROR = 500;

    Text alias(Arguments words, String text) throws ConfigException {
        return read(words, text, "alias", 2825);
    }

    Text redirect(Arguments words, String text) throws ConfigException {
        return read(words, text, "redirect", 2826);
    }

    private Text read(Arguments words, String text, String kind, int number) throws ConfigException {
        try {
            var template = Template.compile(text, vocabulary, RequestVocabulary.rights(words));
            String constant = template.constant();
            return constant != null ? _ -> constant : request -> evaluate(template, request, kind, number);
        } catch (ExpressionException wrong) {
            throw words.wrong("Cannot parse " + kind + " expression '" + text + "': " + wrong.getMessage());
        }
    }

    private static String evaluate(Template<Request> template, Request request, String kind, int number)
            throws HttpException {
        try {
            return template.text(request);
        } catch (EvaluationException missing) {
            request.log()
                    .error("alias", number, "Can't evaluate " + kind + " expression: " + missing.getMessage());
            throw new HttpException(INTERNAL_ERROR, "");
        }
    }
}
