package muster.config;

/// The classes of `AllowOverride`. A directive in an `.htaccess` file takes effect if one of its classes is allowed.
public enum OverrideClass {
    AUTH_CONFIG,
    FILE_INFO,
    INDEXES,
    LIMIT,
    OPTIONS
}
