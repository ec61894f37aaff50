package muster.modules.filters.compression;

import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.http.HeaderFields;

/// What becomes of a resource's entity tag when its representation changes (`DeflateAlterETag`, `BrotliAlterETag`).
enum AlterTag {
    /// `"tag-gzip"`: every coding has a tag of its own (RFC 9110 §8.8.3.3).
    ADD_SUFFIX,
    NO_CHANGE,
    REMOVE;

    /// @param complaint httpd's words
    static AlterTag read(Arguments words, String complaint) throws ConfigException {
        return switch (words.text(0).toLowerCase(Locale.ROOT)) {
            case "addsuffix" -> ADD_SUFFIX;
            case "nochange" -> NO_CHANGE;
            case "remove" -> REMOVE;
            default -> throw words.wrong(complaint);
        };
    }

    /// @param suffix with its hyphen
    void apply(HeaderFields headers, String suffix) {
        if (this == REMOVE) {
            headers.remove("ETag");
        } else if (this == ADD_SUFFIX) {
            String tag = headers.get("ETag");
            if (tag != null && tag.length() > 2 && tag.endsWith("\"")) {
                headers.set("ETag", with(tag, suffix));
            }
        }
    }

    static String with(String tag, String suffix) {
        return tag.substring(0, tag.length() - 1) + suffix + "\"";
    }
}
