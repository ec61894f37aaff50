package muster.modules.filters.compression;

import muster.config.Arguments;
import muster.config.ConfigException;

/// Whole numbers of directives, with httpd's complaints. What only begins like a number is none here.
final class Numbers {
    private Numbers() {}

    static int within(Arguments words, int least, int most, String complaint) throws ConfigException {
        try {
            int value = Integer.parseInt(words.text(0));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw words.wrong(complaint);
    }
}
