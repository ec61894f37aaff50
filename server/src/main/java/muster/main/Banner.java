package muster.main;

import muster.config.Settings;
import muster.core.Product;
import muster.core.ServerSettings;

/// The `Server` response field. It says Muster, and as much more as ServerTokens allows.
final class Banner {
    private Banner() {}

    static String of(Settings settings) {
        String version = Product.VERSION;
        int minor = version.indexOf('.');
        return switch (settings.get(ServerSettings.SERVER_TOKENS)) {
            case PRODUCT_ONLY -> "Muster";
            case MAJOR -> "Muster/" + version.substring(0, minor);
            case MINOR -> "Muster/" + version.substring(0, version.indexOf('.', minor + 1));
            case MINIMAL -> "Muster/" + version;
            case OS, FULL -> "Muster/" + version + " (Unix)";
        };
    }
}
