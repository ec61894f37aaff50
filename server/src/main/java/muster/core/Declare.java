package muster.core;

import java.util.Locale;
import java.util.Map;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.Durations;
import muster.config.OverrideClass;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// The starts of the core's own declarations, by where a directive may stand, and the readings they share.
final class Declare {
    /// For directives that are accepted and mean nothing here.
    static final ConfigSlot<Boolean> WITHOUT_EFFECT = ConfigSlot.serverValue("without effect", false);

    private Declare() {}

    /// For the whole server.
    static DirectiveType.Builder global(String name) {
        return DirectiveType.named(name).in(SERVER);
    }

    /// For a server or a virtual host.
    static DirectiveType.Builder host(String name) {
        return DirectiveType.named(name).in(SERVER, VIRTUAL_HOST);
    }

    /// Anywhere but in `.htaccess`.
    static DirectiveType.Builder anywhere(String name) {
        return DirectiveType.named(name).in(SERVER, VIRTUAL_HOST, DIRECTORY);
    }

    /// Anywhere, and in `.htaccess` for these classes of AllowOverride (any, if none is named).
    static DirectiveType.Builder everywhere(String name, OverrideClass... classes) {
        return anywhere(name).htaccess(classes);
    }

    /// Inside sections only, and in `.htaccess` for these classes.
    static DirectiveType.Builder section(String name, OverrideClass... classes) {
        return DirectiveType.named(name).in(DIRECTORY).htaccess(classes);
    }

    /// One of some words, in any case.
    static <T> T choice(Arguments words, Map<String, T> choices, String complaint) throws ConfigException {
        T chosen = choices.get(words.text(0).toLowerCase(Locale.ROOT));
        if (chosen == null) {
            throw words.wrong(complaint);
        }
        return chosen;
    }

    /// A number that httpd would complain about in its own words.
    static long number(String text, long least, ConfigException complaint) throws ConfigException {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw complaint;
        }
        if (value < least) {
            throw complaint;
        }
        return value;
    }

    /// A length of time in milliseconds: a number with `h`, `min`, `s` or `ms`, seconds if it has none.
    /// @throws ConfigException `NAME has wrong format`
    static int millis(Arguments words, int index) throws ConfigException {
        return Durations.millis(words, index);
    }
}
