package muster.core;

/// `LimitInternalRecursion`.
///
/// @param redirects how many internal redirects may follow each other
/// @param subrequests how deep subrequests may nest
public record RecursionLimits(int redirects, int subrequests) {
    public static final RecursionLimits DEFAULT = new RecursionLimits(10, 10);
}
