package muster.crypt;

/// The 64 letters in which crypt(3) writes numbers and salts, the lowest six bits first.
final class Base64Crypt {
    static final String LETTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Base64Crypt() {}

    static void append(StringBuilder text, int bits, int letters) {
        int rest = bits;
        for (int i = 0; i < letters; i++) {
            text.append(LETTERS.charAt(rest & 0x3F));
            rest >>>= 6;
        }
    }

    /// What a letter stands for, or -1.
    static int value(char letter) {
        return LETTERS.indexOf(letter);
    }
}
