package muster.config;

/// Where a directive may stand, as the directive index of httpd's manual counts it.
public enum Context {
    SERVER,
    VIRTUAL_HOST,
    /// Inside `<Directory>`, `<Location>`, `<Files>`, `<If>` and their kin.
    DIRECTORY,
    HTACCESS
}
