package muster.modules.filters.compression;

import muster.config.ConfigSlot;

/// How much may come out of little (`DeflateInflateRatioLimit`, `...RatioBurst`, `DeflateInflateLimitRequestBody`): a few
/// kilobytes can be a gigabyte of zeros.
///
/// @param most bytes of an inflated request; 0 for LimitRequestBody's
/// @param limit bytes out for a byte in
/// @param burst how often in a row that may be exceeded
record Ratio(long most, int limit, int burst) {
    static final ConfigSlot<Ratio> SLOT = ConfigSlot.directoryValue("DeflateInflate", new Ratio(0, 200, 3));

    /// Counts how often in a row one stream has exceeded its limit.
    static final class Watch {
        private final Ratio ratio;
        private int hits;

        Watch(Ratio ratio) {
            this.ratio = ratio;
        }

        /// @return false when it is too much
        boolean allows(long in, long out) {
            if (in > 0) {
                if (out / in < ratio.limit) {
                    hits = 0;
                } else if (++hits > ratio.burst) {
                    return false;
                }
            }
            return true;
        }
    }
}
