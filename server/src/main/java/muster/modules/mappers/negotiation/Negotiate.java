package muster.modules.mappers.negotiation;

import org.jspecify.annotations.Nullable;

/// What the client's Negotiate field allows (RFC 2295 §8.4).
///
/// @param supported whether the client knows transparent negotiation at all
/// @param mayChoose whether the server may choose a variant
/// @param remote whether it chooses by the algorithm of RFC 2296, and not by its own
/// @param strict whether the client's Accept fields mean exactly what they say
record Negotiate(boolean supported, boolean mayChoose, boolean remote, boolean strict) {
    /// Without the field.
    static final Negotiate SERVER_DRIVEN = new Negotiate(false, true, false, false);

    static Negotiate of(@Nullable String field, @Nullable String userAgent) {
        boolean lynx = userAgent != null && userAgent.startsWith("Lynx");
        if (field == null || field.equals("trans") && lynx) {
            return SERVER_DRIVEN; // Lynx says so without knowing what it says
        }
        boolean supported = false;
        boolean mayChoose = false;
        boolean remote = false;
        for (String element : field.toLowerCase(java.util.Locale.ROOT).split(",")) {
            String word = element.strip();
            boolean number = !word.isEmpty() && Character.isDigit(word.charAt(0));
            switch (word) {
                case "trans", "vlist", "guess-small" -> supported = true;
                case "1.0" -> {
                    supported = true;
                    mayChoose = true;
                    remote = true;
                }
                case "*" -> {
                    supported = true;
                    mayChoose = true;
                }
                default -> supported |= number;
            }
        }
        return new Negotiate(supported, mayChoose, remote, mayChoose);
    }
}
