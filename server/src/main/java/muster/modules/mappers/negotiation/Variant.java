package muster.modules.mappers.negotiation;

import java.util.List;
import muster.core.Request;
import org.jspecify.annotations.Nullable;

/// One variant of a resource, and how it is judged for one request.
final class Variant {
    /// What is known about it.
    ///
    /// @param file its name: relative to the resource, as a URL's segment
    /// @param found the request that would serve it; null for one from a type map
    /// @param type its media type, with level and source quality; without one both are 0 and the name is empty
    /// @param languages in lower case
    /// @param encoding null for none
    /// @param length in bytes, -1 if unknown
    /// @param bodyAt where its content starts in the type map itself, 0 if it isn't there
    record Facts(
            String file,
            @Nullable Request found,
            Accepted type,
            List<String> languages,
            @Nullable String encoding,
            String description,
            long length,
            long bodyAt) {
        static final Facts NONE =
                new Facts("", null, new Accepted("", 0, 0, ""), List.of(), null, "", -1, 0);

        Facts withFile(String name) {
            return new Facts(name, found, type, languages, encoding, description, length, bodyAt);
        }

        Facts withType(Accepted mediaType) {
            return new Facts(file, found, mediaType, languages, encoding, description, length, bodyAt);
        }

        Facts withLanguages(List<String> tags) {
            return new Facts(file, found, type, tags, encoding, description, length, bodyAt);
        }

        Facts withEncoding(String coding) {
            return new Facts(file, found, type, languages, coding, description, length, bodyAt);
        }

        Facts withDescription(String text) {
            return new Facts(file, found, type, languages, encoding, text, length, bodyAt);
        }

        Facts withLength(long bytes) {
            return new Facts(file, found, type, languages, encoding, description, bytes, bodyAt);
        }

        Facts withBody(String map, long at, long bytes) {
            return new Facts(map, found, type, languages, encoding, description, bytes, at);
        }
    }

    final Facts facts;
    final float sourceQuality;
    final boolean isHtml;

    float typeQuality = 1;
    float languageQuality = 1;
    float charsetQuality = 1;
    float encodingQuality = 1;
    /// Its place in LanguagePriority, -1 for none.
    int languageIndex = -1;
    /// The level of HTML at which the client accepts it by name; 0 if it doesn't.
    float levelMatched;
    /// How precisely its media type is accepted: 1 by `*/*`, 2 by `text/*`, 3 by name.
    int precision;
    /// Whether nothing about its quality was guessed (RFC 2296 §3.5).
    boolean definite = true;
    private long length;

    Variant(Facts facts) {
        this.facts = facts;
        this.sourceQuality = facts.type().quality();
        this.length = facts.length();
        String type = facts.type().name();
        this.isHtml = type.equals("text/html") || type.equals(Accepted.SERVER_PARSED) || type.equals(Accepted.SERVER_PARSED_3);
    }

    String type() {
        return facts.type().name();
    }

    String charset() {
        return facts.type().charset();
    }

    /// Its languages as one text; null if it has none.
    @Nullable String languages() {
        return facts.languages().isEmpty() ? null : String.join(",", facts.languages());
    }

    /// Whether its content is as it is: no encoding, or one that is none.
    boolean isPlain() {
        return isPlain(facts.encoding());
    }

    static boolean isPlain(@Nullable String encoding) {
        return encoding == null
                || encoding.isEmpty()
                || encoding.equals("7bit")
                || encoding.equals("8bit")
                || encoding.equals("binary");
    }

    /// In bytes, -1 if it can't be found out.
    long length(Negotiation negotiation) {
        if (length < 0) {
            length = negotiation.lengthOf(facts);
        }
        return length;
    }
}
