package muster.modules.mappers.negotiation;

import java.io.IOException;
import java.util.function.Function;
import muster.core.Html;
import muster.core.Request;
import muster.http.HeaderFields;
import muster.http.HttpException;
import muster.http.UriEscape;
import org.jspecify.annotations.Nullable;

/// Carries a negotiation out: chooses, and says in the response what was chosen from (Vary, TCN, Alternates, Content-Location).
final class Outcome {
    private static final String VARIANT_LIST = "variant-list";
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int ALSO_VARIES = 506;

    private final Negotiation negotiation;
    private final Request request;

    private Outcome(Negotiation negotiation) {
        this.negotiation = negotiation;
        this.request = negotiation.request;
    }

    /// What was chosen.
    ///
    /// @param found the request that would serve it, if it was looked up
    record Chosen(Variant variant, @Nullable Request found) {}

    /// @throws HttpException 300 or 406 with a list, or what refuses the chosen variant
    static Chosen of(Negotiation negotiation, boolean preferPrograms) throws HttpException, IOException {
        return new Outcome(negotiation).negotiate(preferPrograms);
    }

    private Chosen negotiate(boolean preferPrograms) throws HttpException, IOException {
        negotiation.transparent = request.isGet()
                && request.pathInfo().isEmpty()
                && negotiation.variants.stream()
                        .noneMatch(one -> one.facts.file().indexOf('/') >= 0 || one.facts.bodyAt() != 0);
        if (negotiation.transparent) {
            negotiation.negotiate = Negotiate.of(request.headers().joined("Negotiate"), request.header("User-Agent"));
        }
        negotiation.acceptTypes(preferPrograms);
        Choice choice = Choice.of(negotiation);
        Variant best = choice.best();
        if (!choice.clear()) {
            list(best == null);
        }
        if (best == null) {
            throw new IllegalStateException("a clear choice of nothing");
        }
        Request found = best.facts.found();
        if (negotiation.transparent) {
            found = checked(best, found);
            request.response().errorHeaders().set("Content-Location", UriEscape.segment(best.facts.file()));
        }
        fields(choice.clear(), negotiation.negotiate.supported() || !choice.clear());
        return new Chosen(best, found);
    }

    /// There is nothing to send but the list of what there is.
    private void list(boolean nothing) throws HttpException {
        if (negotiation.transparent && negotiation.negotiate.supported()) {
            fields(false, true);
            storeList();
            throw new HttpException(MULTIPLE_CHOICES, "");
        }
        if (nothing) {
            fields(false, true);
            storeList();
            request.log().error(Negotiation.MODULE, 690, "no acceptable variant: " + request.file());
            throw new HttpException(NOT_ACCEPTABLE, "");
        }
    }

    /// A variant of a transparently negotiated resource must not be one itself (RFC 2295 §12).
    private Request checked(Variant best, @Nullable Request lookedUp) throws HttpException, IOException {
        Request found = lookedUp;
        if (found == null) {
            found = request.server().processor().lookUpFile(request, best.facts.file());
            int status = found.response().status();
            if (status != OK && !found.response().errorHeaders().has("TCN")) {
                throw new HttpException(status, "");
            }
        }
        HeaderFields theirs = found.response().errorHeaders();
        if (theirs.has("TCN") || "type-map".equals(found.handler())) {
            throw new HttpException(ALSO_VARIES, "");
        }
        String vary = theirs.joined("Vary");
        if (vary != null) {
            request.response().errorHeaders().set("Variant-Vary", vary);
            request.response().errorHeaders().set("Vary", vary);
            theirs.remove("Vary");
        }
        return found;
    }

    /// Every difference between variants is a field that a cache must look at, whether it decided now or not.
    private void fields(boolean chosen, boolean alternates) {
        HeaderFields fields = request.response().errorHeaders();
        if (alternates && !negotiation.variants.isEmpty()) {
            fields.merge("Alternates", String.join(", ", negotiation.variants.stream().map(this::alternate).toList()));
        }
        var vary = new StringBuilder();
        vary.append(negotiation.transparent ? ", negotiate" : "");
        vary.append(differ(Variant::type) ? ", accept" : "");
        vary.append(differ(variant -> String.valueOf(variant.languages())) ? ", accept-language" : "");
        vary.append(differ(Variant::charset) ? ", accept-charset" : "");
        vary.append(differ(variant -> variant.facts.encoding() == null ? "" : variant.facts.encoding()) ? ", accept-encoding" : "");
        if (!vary.isEmpty()) {
            fields.merge("Vary", vary.substring(2));
        }
        if (negotiation.transparent) {
            fields.set("TCN", chosen ? "choice" : "list");
        }
    }

    private boolean differ(Function<Variant, String> aspect) {
        return negotiation.variants.stream().map(aspect).distinct().count() > 1;
    }

    /// One variant as the Alternates field has it.
    private String alternate(Variant variant) {
        var text = new StringBuilder("{\"").append(UriEscape.segment(variant.facts.file())).append("\" ");
        text.append(quality(variant.sourceQuality));
        attribute(text, "type", variant.type());
        attribute(text, "charset", variant.charset());
        attribute(text, "language", variant.languages());
        attribute(text, "encoding", variant.facts.encoding());
        Request found = variant.facts.found();
        long length = found != null && found.handler() != null ? -1 : variant.length(negotiation);
        attribute(text, "length", length < 0 ? "" : Long.toString(length));
        return text.append('}').toString();
    }

    private static void attribute(StringBuilder text, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            text.append(" {").append(name).append(' ').append(value).append('}');
        }
    }

    /// Up to three decimals, without zeros at the end.
    static String quality(float weight) {
        int thousandths = Math.round(weight * 1000);
        String decimals = String.valueOf(1000 + thousandths % 1000).substring(1);
        String whole = thousandths / 1000 + "." + decimals;
        int end = whole.length();
        while (whole.charAt(end - 1) == '0') {
            end--;
        }
        return whole.substring(0, whole.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private void storeList() {
        Request main = request.main();
        (main == null ? request : main).notes().set(VARIANT_LIST, listing());
    }

    /// The list for people, on the page that the server makes of it.
    private String listing() {
        var page = new StringBuilder("Available variants:\n<ul>\n");
        for (Variant variant : negotiation.variants) {
            String file = variant.facts.file();
            page.append("<li><a href=\"").append(UriEscape.segment(file)).append("\">").append(Html.escape(file));
            page.append("</a> ").append(variant.facts.description());
            item(page, "type", variant.type());
            item(page, "language", variant.languages());
            item(page, "charset", variant.charset());
            if (variant.facts.encoding() != null) {
                page.append(", encoding ").append(variant.facts.encoding());
            }
            page.append("</li>\n");
        }
        return page.append("</ul>\n").toString();
    }

    private static void item(StringBuilder page, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            page.append(", ").append(name).append(' ').append(value);
        }
    }
}
