package muster.core;

import java.util.ArrayList;
import muster.http.HttpDate;

/// What is done to the fields of every response, whoever made it, when its head is about to go out.
public final class LastFields {
    private LastFields() {}

    public static void complete(Request request) {
        Response response = request.response();
        if (response.uncacheable() && !response.headers().has("Expires")) {
            response.headers().add("Expires", HttpDate.format(request.startMillis() / 1000));
        }
        if (!response.contentLanguages().isEmpty() && response.headers().has("Content-Language")) {
            languages(response);
        }
        VaryField.unite(request);
    }

    /// What the configuration has said of the content's languages, and what a module says it is, become one field.
    private static void languages(Response response) {
        var tags = new ArrayList<>(response.contentLanguages());
        String said = response.headers().joined("Content-Language");
        for (String tag : said == null ? new String[0] : said.split("[,\\s]+")) {
            if (!tag.isEmpty() && tags.stream().noneMatch(tag::equalsIgnoreCase)) {
                tags.add(tag);
            }
        }
        response.headers().remove("Content-Language");
        response.contentLanguages(tags);
    }
}
