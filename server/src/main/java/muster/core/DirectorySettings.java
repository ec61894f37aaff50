package muster.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import muster.config.ConfigSlot;

/// What the core's directives say of a section: one slot a directive, read as `request.get(DirectorySettings.OPTIONS)`.
/// LogLevel is in [LogDirectives].
/// A slot that nothing was said for holds httpd's default.
public final class DirectorySettings {
    /// `Options`. The main server's settings start from [Options#DEFAULT].
    public static final ConfigSlot<Options> OPTIONS =
            ConfigSlot.directory("Options", Options.UNSET, Options::merge);

    /// `AllowOverride`, `AllowOverrideList`.
    public static final ConfigSlot<Overrides> OVERRIDES =
            ConfigSlot.directory("AllowOverride", Overrides.UNSET, Overrides::merge);

    /// `ErrorDocument`.
    public static final ConfigSlot<ErrorDocument.Table> ERROR_DOCUMENTS =
            ConfigSlot.directory("ErrorDocument", ErrorDocument.Table.UNSET, ErrorDocument.Table::merge);

    /// `FileETag`.
    public static final ConfigSlot<FileTag> FILE_TAG = ConfigSlot.directory("FileETag", FileTag.UNSET, FileTag::merge);

    /// `ForceType`: a media type, lower case; empty for none.
    public static final ConfigSlot<String> FORCE_TYPE = ConfigSlot.directoryValue("ForceType", "");

    /// `SetHandler`.
    public static final ConfigSlot<HandlerName> SET_HANDLER = ConfigSlot.directoryValue("SetHandler", HandlerName.NONE);

    /// `SetOutputFilter`: filter names in order.
    public static final ConfigSlot<List<String>> OUTPUT_FILTERS =
            ConfigSlot.directoryValue("SetOutputFilter", List.of());

    /// `SetInputFilter`: filter names in order.
    public static final ConfigSlot<List<String>> INPUT_FILTERS =
            ConfigSlot.directoryValue("SetInputFilter", List.of());

    /// `AddDefaultCharset`: empty for Off.
    public static final ConfigSlot<String> DEFAULT_CHARSET = ConfigSlot.directoryValue("AddDefaultCharset", "");

    /// `AcceptPathInfo`.
    public static final ConfigSlot<PathInfo> ACCEPT_PATH_INFO =
            ConfigSlot.directoryValue("AcceptPathInfo", PathInfo.DEFAULT);

    /// `EnableSendfile`. On unless switched off, unlike httpd (whose reason, broken sendfile of 2005, is gone).
    public static final ConfigSlot<Boolean> ENABLE_SENDFILE = ConfigSlot.directoryValue("EnableSendfile", true);

    /// `EnableMMAP`: whether small files may be served from memory.
    public static final ConfigSlot<Boolean> ENABLE_MMAP = ConfigSlot.directoryValue("EnableMMAP", true);

    /// `LimitRequestBody` in bytes; 0 is no limit.
    public static final ConfigSlot<Long> LIMIT_REQUEST_BODY =
            ConfigSlot.directoryValue("LimitRequestBody", 1L << 30);

    /// `LimitXMLRequestBody` in bytes; 0 is no limit.
    public static final ConfigSlot<Long> LIMIT_XML_REQUEST_BODY =
            ConfigSlot.directoryValue("LimitXMLRequestBody", 1_000_000L);

    /// What a number of ranges holds for `unlimited`; for `none` (Range is ignored) it is 0.
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /// `MaxRanges`: with more ranges than this the whole resource is sent.
    public static final ConfigSlot<Integer> MAX_RANGES = ConfigSlot.directoryValue("MaxRanges", 200);

    /// `MaxRangeOverlaps`: with more overlaps than this the whole resource is sent; 0 for `none`.
    public static final ConfigSlot<Integer> MAX_RANGE_OVERLAPS = ConfigSlot.directoryValue("MaxRangeOverlaps", 20);

    /// `MaxRangeReversals`: as [#MAX_RANGE_OVERLAPS], for ranges out of order.
    public static final ConfigSlot<Integer> MAX_RANGE_REVERSALS = ConfigSlot.directoryValue("MaxRangeReversals", 20);

    /// `ContentDigest`: send Content-MD5 with static files.
    public static final ConfigSlot<Boolean> CONTENT_DIGEST = ConfigSlot.directoryValue("ContentDigest", false);

    /// `HostnameLookups`.
    public static final ConfigSlot<Lookups> HOSTNAME_LOOKUPS =
            ConfigSlot.directoryValue("HostnameLookups", Lookups.OFF);

    /// `ServerSignature`.
    public static final ConfigSlot<Signature> SERVER_SIGNATURE =
            ConfigSlot.directoryValue("ServerSignature", Signature.OFF);

    /// `UseCanonicalName`: which name self-referential URLs use.
    public static final ConfigSlot<CanonicalName> USE_CANONICAL_NAME =
            ConfigSlot.directoryValue("UseCanonicalName", CanonicalName.OFF);

    /// `UseCanonicalPhysicalPort`.
    public static final ConfigSlot<Boolean> USE_CANONICAL_PHYSICAL_PORT =
            ConfigSlot.directoryValue("UseCanonicalPhysicalPort", false);

    /// `CGIPassAuth`: programs see `Authorization`.
    public static final ConfigSlot<Boolean> CGI_PASS_AUTH = ConfigSlot.directoryValue("CGIPassAuth", false);

    /// `CGIVar`: variable to rule: `REQUEST_URI` to `current-uri` or `original-uri`.
    public static final ConfigSlot<Map<String, String>> CGI_VARIABLES =
            ConfigSlot.directory("CGIVar", Map.of(), DirectorySettings::together);

    /// `QualifyRedirectURL`: REDIRECT_URL carries scheme, host and port.
    public static final ConfigSlot<Boolean> QUALIFY_REDIRECT_URL =
            ConfigSlot.directoryValue("QualifyRedirectURL", false);

    /// `RLimitCPU` in seconds, for programs.
    public static final ConfigSlot<ResourceLimit> LIMIT_CPU =
            ConfigSlot.directoryValue("RLimitCPU", ResourceLimit.UNSET);

    /// `RLimitMEM` in bytes, for programs.
    public static final ConfigSlot<ResourceLimit> LIMIT_MEMORY =
            ConfigSlot.directoryValue("RLimitMEM", ResourceLimit.UNSET);

    /// `RLimitNPROC`, for programs.
    public static final ConfigSlot<ResourceLimit> LIMIT_PROCESSES =
            ConfigSlot.directoryValue("RLimitNPROC", ResourceLimit.UNSET);

    private DirectorySettings() {}

    private static Map<String, String> together(Map<String, String> outer, Map<String, String> inner) {
        var merged = new TreeMap<>(outer);
        merged.putAll(inner);
        return Map.copyOf(merged);
    }

    /// What becomes of a path behind an existing file.
    public enum PathInfo {
        /// As the handler likes it: scripts take it, static files answer 404.
        DEFAULT,
        ON,
        OFF
    }

    public enum Lookups {
        OFF,
        ON,
        /// The name found must lead back to the address.
        DOUBLE
    }

    /// The line under pages that the server makes.
    public enum Signature {
        OFF,
        ON,
        /// With a mail link to ServerAdmin.
        EMAIL
    }

    public enum CanonicalName {
        /// What the client asked for.
        OFF,
        /// ServerName.
        ON,
        /// What the local address resolves to.
        DNS
    }

    /// Soft and hard limit of one resource.
    ///
    /// @param soft -1 where nothing is said, [Long#MAX_VALUE] for `max`
    /// @param hard likewise
    public record ResourceLimit(long soft, long hard) {
        public static final ResourceLimit UNSET = new ResourceLimit(-1, -1);
    }
}
