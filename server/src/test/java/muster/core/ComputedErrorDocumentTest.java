package muster.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.function.Function;
import muster.expr.ExpressionException;
import muster.expr.Rights;
import muster.expr.Template;
import muster.http.HttpException;
import org.junit.jupiter.api.Test;

class ComputedErrorDocumentTest {
    private final MemoryServer server = new MemoryServer().load("missing", registry -> registry.hook(Phase.FIXUPS, Hook.Place.LAST, _ -> {
        throw new HttpException(404, "gone");
    }));

    private MemoryServer.Answer answer(String text, Function<String, ErrorDocument> kind)
            throws ExpressionException, IOException {
        var template = Template.compile(text, RequestVocabulary.of(server.registry()), Rights.FULL);
        var document = new ErrorDocument.Computed(template, kind);
        server.set(DirectorySettings.ERROR_DOCUMENTS, ErrorDocument.Table.UNSET.with(404, document));
        return server.get("/nosuch");
    }

    @Test
    void aTextMayNameWhatWasAskedFor() throws ExpressionException, IOException {
        var answer = answer("no %{REQUEST_URI} %{REQUEST_STATUS}$1", ErrorDocument.Text::new);
        assertEquals(404, answer.status());
        assertEquals("no /nosuch 404", answer.body());
    }

    @Test
    void aUrlMayToo() throws ExpressionException, IOException {
        var answer = answer("https://other.example%{REQUEST_URI}", ErrorDocument.External::new);
        assertEquals(302, answer.status());
        assertEquals("https://other.example/nosuch", answer.head().get("Location"));
    }

    @Test
    void whatCannotBeEvaluatedIsTheBuiltInPage() throws ExpressionException, IOException {
        var answer = answer("%{file:/nosuch}", ErrorDocument.Text::new);
        assertEquals(404, answer.status());
        assertTrue(answer.body().contains("<h1>Not Found</h1>"));
        assertTrue(server.logged()
                .contains("AH02841: core: ErrorDocument: can't evaluate require expression: Cannot open file /nosuch"));
    }
}
