package muster.pattern;

/// How much one match may cost before it is given up with a [PatternLimitException].
///
/// @param steps backtracking steps (`pcre2_set_match_limit`)
/// @param depth nested backtracking points of PCRE's interpreter (`pcre2_set_depth_limit`)
/// @param heapKilobytes memory of one match in PCRE's interpreter (`pcre2_set_heap_limit`)
record MatchLimits(int steps, int depth, int heapKilobytes) {
    static final MatchLimits OF_A_REQUEST = new MatchLimits(1_000_000, 100_000, 16 * 1024);
}
