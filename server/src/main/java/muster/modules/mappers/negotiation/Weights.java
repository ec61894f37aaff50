package muster.modules.mappers.negotiation;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Judges one variant by each of the client's Accept fields.
final class Weights {
    private static final float BARELY = 0.0001f;

    private final Negotiation negotiation;
    /// Of variants without a language: acceptable only after all others, if there are any with one.
    private final float withoutLanguage;

    Weights(Negotiation negotiation) {
        this.negotiation = negotiation;
        boolean any = negotiation.variants.stream().anyMatch(variant -> !variant.facts.languages().isEmpty());
        this.withoutLanguage = any && negotiation.mayGuess() ? BARELY : 1;
    }

    /// @param preferred whether it is in the language that `prefer-language` names, which is as good as accepted
    void judge(Variant variant, boolean preferred) {
        type(variant);
        if (preferred) {
            variant.languageQuality = 1;
            variant.definite = true;
        } else {
            language(variant);
        }
        encoding(variant);
        charset(variant);
    }

    /// The most precise range that fits counts. Where no range has a weight, ranges with `*` are taken to mean "if there is nothing
    /// better": browsers append them to everything.
    private void type(Variant variant) {
        float quality = 0;
        boolean definite = true;
        for (Accepted range : negotiation.types) {
            int before = variant.precision;
            if (!fits(range, variant) || before == variant.precision) {
                continue;
            }
            boolean guessed = negotiation.mayGuess() && !negotiation.weighted;
            quality = guessed && variant.precision < 3 ? variant.precision * 0.01f : range.quality();
            definite = variant.precision == 3;
        }
        variant.typeQuality = quality;
        variant.definite &= definite;
    }

    /// Notes how precisely a media type fits.
    private static boolean fits(Accepted range, Variant variant) {
        String wanted = range.name();
        String type = variant.type();
        if (wanted.equals("*") || wanted.equals("*/*")) {
            variant.precision = Math.max(variant.precision, 1);
            return true;
        }
        if (wanted.endsWith("/*") && type.startsWith(wanted.substring(0, wanted.length() - 1))) {
            variant.precision = Math.max(variant.precision, 2);
            return true;
        }
        boolean same = wanted.equals(type) || wanted.equals("text/html") && variant.isHtml;
        if (same && range.level() >= variant.facts.type().level()) {
            variant.levelMatched = variant.facts.type().level();
            variant.precision = 3;
            return true;
        }
        return false;
    }

    private void language(Variant variant) {
        List<String> tags = variant.facts.languages();
        if (tags.isEmpty()) {
            variant.languageQuality = negotiation.mayGuess() ? withoutLanguage : variant.languageQuality;
            return;
        }
        List<Accepted> accepted = negotiation.languages;
        if (accepted == null) {
            variant.definite = false;
        } else {
            variant.languageQuality = quality(variant, tags, accepted);
        }
        force(variant, tags);
    }

    private float quality(Variant variant, List<String> tags, List<Accepted> accepted) {
        Accepted star = accepted.stream().filter(range -> range.name().equals("*")).findFirst().orElse(null);
        Accepted best = null;
        boolean onlyByStar = false;
        float guessed = 0;
        for (String tag : tags) {
            Accepted own = longestPrefix(tag, accepted);
            if (negotiation.mayGuess() && guessAtDialect(tag, accepted)) {
                guessed = 0.001f;
            }
            if (best == null || own != null && own.quality() > best.quality()) {
                best = own;
            }
            onlyByStar |= own == null && star != null;
        }
        if (onlyByStar && star != null && (best == null || star.quality() > best.quality())) {
            best = star;
            variant.definite = false;
        }
        return best != null ? best.quality() : guessed;
    }

    /// The range that a tag begins with, up to its end or a hyphen (RFC 4647 §3.3.1); the longest if there are several.
    private static @Nullable Accepted longestPrefix(String tag, List<Accepted> accepted) {
        Accepted longest = null;
        for (Accepted range : accepted) {
            int length = range.name().length();
            boolean fits = tag.startsWith(range.name()) && (tag.length() == length || tag.charAt(length) == '-');
            if (fits && !range.name().equals("*") && (longest == null ? length > 0 : length > longest.name().length())) {
                longest = range;
            }
        }
        return longest;
    }

    /// Whether a dialect of a tag's language is accepted, before anything that really fits: who asks for `en-US` alone will read `en-GB`
    /// if need be.
    private static boolean guessAtDialect(String tag, List<Accepted> accepted) {
        boolean found = false;
        for (Accepted range : accepted) {
            if (range.name().equals("*")) {
                continue;
            }
            found |= !range.name().isEmpty() && longestPrefix(tag, List.of(range)) != null;
            int hyphen = range.name().indexOf('-');
            if (!found && hyphen >= 0 && tag.startsWith(range.name().substring(0, hyphen))) {
                return true;
            }
        }
        return false;
    }

    /// LanguagePriority, as far as ForceLanguagePriority lets it speak.
    private void force(Variant variant, List<String> tags) {
        NegotiationSettings settings = negotiation.settings;
        boolean prefer = settings.forces(NegotiationSettings.PREFER) && variant.languageIndex < 0;
        boolean fallBack = settings.forces(NegotiationSettings.FALLBACK) && variant.languageQuality == 0;
        int index = prefer || fallBack ? place(settings.priority(), tags) : -1;
        if (index < 0) {
            return;
        }
        if (variant.languageQuality != 0) {
            variant.languageIndex = settings.forces(NegotiationSettings.PREFER) ? index : variant.languageIndex;
        } else if (settings.forces(NegotiationSettings.FALLBACK)) {
            variant.languageIndex = index;
            variant.languageQuality = BARELY;
            variant.definite = false;
        }
    }

    private static int place(@Nullable List<String> priority, List<String> tags) {
        if (priority == null) {
            return -1;
        }
        for (int i = 0; i < priority.size(); i++) {
            String start = priority.get(i).toLowerCase(Locale.ROOT);
            if (tags.stream().anyMatch(tag -> tag.toLowerCase(Locale.ROOT).startsWith(start))) {
                return i;
            }
        }
        return -1;
    }

    /// Without the field every coding will do, but none is better. With it a coding must be named; `x-gzip` is `gzip`.
    private void encoding(Variant variant) {
        List<Accepted> accepted = negotiation.encodings;
        if (accepted == null) {
            variant.encodingQuality = variant.isPlain() ? 1 : 0.5f;
            return;
        }
        String said = variant.facts.encoding();
        String coding = said == null || variant.isPlain() ? "identity" : withoutX(said);
        Accepted star = null;
        for (Accepted range : accepted) {
            if (withoutX(range.name()).equals(coding)) {
                variant.encodingQuality = range.quality();
                return;
            }
            star = range.name().equals("*") ? range : star;
        }
        variant.encodingQuality = star != null ? star.quality() : variant.isPlain() ? BARELY : 0;
    }

    private static String withoutX(String coding) {
        return coding.startsWith("x-") ? coding.substring(2) : coding;
    }

    private void charset(Variant variant) {
        List<Accepted> accepted = negotiation.charsets;
        String charset = variant.charset();
        if (accepted == null) {
            variant.definite &= charset.isEmpty();
            return;
        }
        if (charset.isEmpty()) {
            if (!variant.type().startsWith("text/") || !negotiation.mayGuess()) {
                return;
            }
            charset = "iso-8859-1"; // what text meant before anybody said
        }
        Accepted star = null;
        for (Accepted range : accepted) {
            if (range.name().equals(charset)) {
                variant.charsetQuality = range.quality();
                return;
            }
            star = range.name().equals("*") ? range : star;
        }
        if (star != null) {
            variant.charsetQuality = star.quality();
            variant.definite = false;
        } else {
            variant.charsetQuality = charset.equals("iso-8859-1") ? 1 : 0;
        }
    }
}
