package muster.modules.mappers.negotiation;

import muster.core.Environment;
import org.jspecify.annotations.Nullable;

/// Takes the best variant.
///
/// @param best null if none is acceptable
/// @param clear whether it may be sent; otherwise the client gets the list
record Choice(@Nullable Variant best, boolean clear) {
    /// Judges all variants. The environment has a say: `no-gzip` and `gzip-only-text/html` rule out encoded variants,
    /// `prefer-language` comes before what the client accepts, if there is a variant for it.
    static Choice of(Negotiation negotiation) {
        Environment environment = negotiation.request.environment();
        boolean noEncodings = environment.has("no-gzip");
        boolean onlyHtml = !noEncodings && "1".equals(environment.get("gzip-only-text/html"));
        var weights = new Weights(negotiation);
        String preferred = environment.get("prefer-language");
        float quality = 0;
        while (true) {
            Variant best = null;
            for (Variant variant : negotiation.variants) {
                boolean encoded = !variant.isPlain() && !"identity".equals(variant.facts.encoding());
                boolean unwanted = encoded && (noEncodings || onlyHtml && !variant.type().startsWith("text/html"))
                        || preferred != null && !variant.facts.languages().contains(preferred);
                if (unwanted) {
                    continue;
                }
                weights.judge(variant, preferred != null);
                float better = negotiation.negotiate.mayChoose() ? better(negotiation, variant, best, quality) : -1;
                if (better >= 0) {
                    best = variant;
                    quality = better;
                }
            }
            boolean clear = quality > 0 && (!negotiation.negotiate.remote() || best != null && best.definite);
            if (preferred == null || best != null && clear) {
                return new Choice(best, clear);
            }
            preferred = null;
        }
    }

    /// The quality of a variant that is better than the best so far; -1 if it isn't.
    private static float better(Negotiation negotiation, Variant variant, @Nullable Variant best, float bestQuality) {
        if (negotiation.negotiate.remote()) {
            return remotely(variant, best, bestQuality);
        }
        boolean acceptable = variant.encodingQuality != 0
                && variant.languageQuality != 0
                && variant.sourceQuality != 0
                && variant.charsetQuality != 0
                && variant.typeQuality != 0;
        float quality = variant.typeQuality * variant.sourceQuality;
        if (!acceptable || quality == 0 || quality < bestQuality) {
            return -1;
        }
        boolean better = quality > bestQuality || best == null || compare(negotiation, variant, best) > 0;
        return better ? quality : -1;
    }

    /// RFC 2296 §4; encodings aren't part of it, so they decide between equals only.
    private static float remotely(Variant variant, @Nullable Variant best, float bestQuality) {
        if (variant.encodingQuality == 0) {
            return -1;
        }
        float quality = variant.typeQuality * variant.sourceQuality * variant.charsetQuality * variant.languageQuality;
        boolean better = quality > bestQuality
                || quality == bestQuality && best != null && variant.encodingQuality > best.encodingQuality;
        return quality > 0 && better ? quality : -1;
    }

    /// What decides between variants of equal quality, in this order.
    private static int compare(Negotiation negotiation, Variant one, Variant best) {
        int languages = Float.compare(one.languageQuality, best.languageQuality);
        if (languages == 0) {
            languages = Integer.compare(place(best), place(one));
        }
        if (languages != 0) {
            return languages;
        }
        int levels = levels(one, best);
        if (levels != 0) {
            return levels;
        }
        int charsets = Float.compare(one.charsetQuality, best.charsetQuality);
        if (charsets == 0 && !isLatin1(one) && isLatin1(best)) {
            return 1;
        }
        int encodings = charsets != 0 ? charsets : Float.compare(one.encodingQuality, best.encodingQuality);
        return encodings != 0 ? encodings : one.length(negotiation) < best.length(negotiation) ? 1 : -1;
    }

    private static int place(Variant variant) {
        return variant.languageIndex < 0 ? Integer.MAX_VALUE : variant.languageIndex;
    }

    private static boolean isLatin1(Variant variant) {
        return variant.charset().isEmpty() || variant.charset().equals("iso-8859-1");
    }

    /// The highest level that the client names; the lowest if it names none, since it will most likely cope with that.
    private static int levels(Variant one, Variant other) {
        boolean comparable = one.isHtml ? other.isHtml : one.type().equals(other.type());
        if (!comparable) {
            return 0;
        }
        int matched = Float.compare(one.levelMatched, other.levelMatched);
        return matched != 0 ? matched : Float.compare(other.facts.type().level(), one.facts.type().level());
    }
}
