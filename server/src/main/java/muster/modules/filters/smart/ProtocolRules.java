package muster.modules.filters.smart;

/// What FilterProtocol says of a filter: what its work means for the head of the response.
///
/// @param changes the content becomes another: digests and entity tags are void
/// @param changesLength its length too
/// @param noRanges ranges of it mean nothing
/// @param noProxy it may not touch what came from another server
/// @param transforms it is a transformation in the sense of RFC 9110 §7.7: not with `Cache-Control: no-transform`
/// @param noCache its work differs from time to time
record ProtocolRules(
        boolean changes,
        boolean changesLength,
        boolean noRanges,
        boolean noProxy,
        boolean transforms,
        boolean noCache) {
    static final ProtocolRules NONE = new ProtocolRules(false, false, false, false, false, false);

    /// @param words as in `change=yes;byteranges=no`; a word that isn't known is ignored, as in httpd
    static ProtocolRules parse(String words) {
        ProtocolRules rules = NONE;
        for (String word : words.split("[;, \t]+")) {
            rules = rules.with(word.toLowerCase(java.util.Locale.ROOT));
        }
        return rules;
    }

    private ProtocolRules with(String word) {
        return switch (word) {
            case "change=yes" -> new ProtocolRules(true, true, noRanges, noProxy, transforms, noCache);
            case "change=no" -> new ProtocolRules(false, false, noRanges, noProxy, transforms, noCache);
            case "change=1:1" -> new ProtocolRules(true, changesLength, noRanges, noProxy, transforms, noCache);
            case "byteranges=no" -> new ProtocolRules(changes, changesLength, true, noProxy, transforms, noCache);
            case "proxy=no" -> new ProtocolRules(changes, changesLength, noRanges, true, transforms, noCache);
            case "proxy=transform" -> new ProtocolRules(changes, changesLength, noRanges, noProxy, true, noCache);
            case "cache=no" -> new ProtocolRules(changes, changesLength, noRanges, noProxy, transforms, true);
            default -> this;
        };
    }
}
