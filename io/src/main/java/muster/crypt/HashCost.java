package muster.crypt;

/// What checking a password against a hash costs, read off the hash. A hash may ask for days of work: whoever may write a password file
/// must not be able to keep a server busy with it.
final class HashCost {
    /// As much as `htpasswd -C` allows: some ten seconds.
    private static final int HIGHEST_BCRYPT = 17;

    private static final long MOST_ROUNDS = 5_000_000;

    /// In units of 128 bytes: the memory that yescrypt and scrypt work on, 128 MB.
    private static final long MOST_BLOCKS = 1L << 20;

    private HashCost() {}

    /// Whether a hash asks for no more than a server can give.
    static boolean isBearable(String hash) {
        if (hash.startsWith("$2")) {
            return number(hash, 4, '$') <= HIGHEST_BCRYPT;
        }
        if (hash.startsWith("$5$rounds=") || hash.startsWith("$6$rounds=")) {
            return number(hash, 10, '$') <= MOST_ROUNDS;
        }
        if (hash.startsWith("$sha1$")) {
            return number(hash, 6, '$') <= MOST_ROUNDS;
        }
        if (hash.startsWith("$y$") || hash.startsWith("$gy$")) {
            int at = hash.indexOf('$', 1) + 1;
            return hash.indexOf('$', at) == at + 3 && blocks(hash, at + 1, 1) <= MOST_BLOCKS;
        }
        if (hash.startsWith("$7$")) {
            return hash.length() > 14 && blocks(hash, 3, 0) <= MOST_BLOCKS && hash.startsWith("..../....", 5);
        }
        return hash.startsWith("$1$") || hash.startsWith("$3$") || hash.startsWith("$5$") || hash.startsWith("$6$") || !hash.startsWith("$");
    }

    private static long blocks(String hash, int at, int offset) {
        int log = Base64Crypt.value(hash.charAt(at));
        int size = Base64Crypt.value(hash.charAt(at + 1));
        if (log < 0 || size < 0) {
            return Long.MAX_VALUE;
        }
        return (size + offset) * (1L << Math.min(log + offset, 40));
    }

    /// The decimal number at a place up to an ending character; more than any limit if there is none.
    private static long number(String text, int from, char end) {
        int stop = text.indexOf(end, from);
        if (stop <= from || stop - from > 9) {
            return Long.MAX_VALUE;
        }
        for (int i = from; i < stop; i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return Long.MAX_VALUE;
            }
        }
        return Long.parseLong(text.substring(from, stop));
    }
}
