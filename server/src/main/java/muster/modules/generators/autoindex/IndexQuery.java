package muster.modules.generators.autoindex;

import muster.config.Wildcard;
import muster.http.UriEscape;
import org.jspecify.annotations.Nullable;

/// How one page is sorted and shown: what the configuration says, changed by the arguments of the URL, `?C=M;O=D`.
///
/// @param key by what: `N`ame, `M`odification, `S`ize, `D`escription
/// @param order `A`scending or `D`escending
/// @param bits of [IndexOptions]
/// @param pattern the names that are wanted, null for all
/// @param kept the arguments that the links above the columns keep, with a semicolon before each
record IndexQuery(char key, char order, int bits, @Nullable Pattern pattern, String kept) {
    /// A pattern of file names from the client.
    record Pattern(String text) {
        /// A period at the start of a name is matched only by a period.
        boolean matches(String name) {
            return (!name.startsWith(".") || text.startsWith(".")) && Wildcard.of(text.replace("\\", "\\\\")).matches(name);
        }
    }

    boolean has(int bit) {
        return (bits & bit) != 0;
    }

    static IndexQuery of(IndexOptions options, IndexOrder order, @Nullable String query) {
        int bits = options.bits();
        if (!options.said()) {
            bits = (bits | options.added()) & ~options.removed();
        }
        if ((bits & IndexOptions.IGNORE_CLIENT) != 0) {
            return new IndexQuery(order.key(), order.direction(), bits | IndexOptions.SUPPRESS_SORTING, null, "");
        }
        var reading = new Reading(order, bits);
        reading.read(query == null ? "" : query);
        return reading.result();
    }

    private static final class Reading {
        private char key;
        private char order;
        private int bits;
        private @Nullable Pattern pattern;
        private String format = "";
        private String version = "";
        private String wanted = "";

        Reading(IndexOrder order, int bits) {
            this.key = order.key();
            this.order = order.direction();
            this.bits = bits;
        }

        IndexQuery result() {
            return new IndexQuery(key, order, bits, pattern, format + version + wanted);
        }

        /// The first argument that can't be understood ends the reading.
        void read(String query) {
            int at = 0;
            while (at < query.length()) {
                int end = at;
                while (end < query.length() && query.charAt(end) != '&' && query.charAt(end) != ';') {
                    end++;
                }
                if (!argument(query.substring(at, end))) {
                    return;
                }
                at = end + 1;
            }
        }

        private boolean argument(String text) {
            if (text.startsWith("P=")) {
                pattern(text.substring(2));
                return true;
            }
            if (text.length() != 3 || text.charAt(1) != '=') {
                return false;
            }
            char value = text.charAt(2);
            return switch (text.charAt(0)) {
                case 'C' -> key(value);
                case 'O' -> order(value);
                case 'F' -> format(value);
                case 'V' -> version(value);
                default -> false;
            };
        }

        private boolean key(char value) {
            boolean known = "NMSD".indexOf(value) >= 0;
            key = known ? value : key;
            return known;
        }

        private boolean order(char value) {
            boolean known = value == 'A' || value == 'D';
            order = known ? value : order;
            return known;
        }

        private boolean format(char value) {
            switch (value) {
                case '0' -> bits &= ~(IndexOptions.FANCY | IndexOptions.TABLE);
                case '1' -> bits = (bits | IndexOptions.FANCY) & ~IndexOptions.TABLE;
                case '2' -> bits |= IndexOptions.FANCY | IndexOptions.TABLE;
                default -> {
                    return false;
                }
            }
            format = ";F=" + value;
            return true;
        }

        private boolean version(char value) {
            if (value != '0' && value != '1') {
                return false;
            }
            bits = value == '1' ? bits | IndexOptions.VERSION_SORT : bits & ~IndexOptions.VERSION_SORT;
            version = ";V=" + value;
            return true;
        }

        /// One that isn't percent-encoded properly is no pattern.
        private void pattern(String encoded) {
            String decoded = encoded.isEmpty() ? null : UrlText.decoded(encoded);
            pattern = decoded == null ? null : new Pattern(decoded);
            if (decoded != null) {
                wanted = ";P=" + UriEscape.path(decoded);
            }
        }
    }
}
