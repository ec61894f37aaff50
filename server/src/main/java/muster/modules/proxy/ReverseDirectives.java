package muster.modules.proxy;

import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.modules.proxy.ReverseSettings.Swap;
import muster.modules.proxy.ReverseSettings.Via;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// The directives that say how this server stands in front of its backends.
final class ReverseDirectives {
    private ReverseDirectives() {}

    static List<DirectiveType<?>> all() {
        return List.of(
                DirectiveType.named("ProxyPassReverse")
                        .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                        .takes(Takes.ONE_TO_THREE)
                        .means("a virtual path and a URL for reverse proxy behaviour")
                        .sets(ReverseSettings.SLOT, (before, words) -> before.plusAddress(address(words))),
                DirectiveType.named("ProxyPassReverseCookiePath")
                        .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                        .takes(Takes.TWO_OR_THREE)
                        .means("Path rewrite rule for proxying cookies")
                        .sets(ReverseSettings.SLOT, (before, words) -> before.plusPath(new Swap(words.text(1), words.text(0)))),
                DirectiveType.named("ProxyPassReverseCookieDomain")
                        .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                        .takes(Takes.TWO_OR_THREE)
                        .means("Domain rewrite rule for proxying cookies")
                        .sets(ReverseSettings.SLOT, (before, words) -> before.plusDomain(new Swap(words.text(1), words.text(0)))),
                DirectiveType.named("ProxyPreserveHost")
                        .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                        .takes(Takes.FLAG)
                        .means("on if we should preserve host header while proxying")
                        .sets(ReverseSettings.SLOT, (before, words) -> before.withPreserveHost(words.flag(0))),
                DirectiveType.named("ProxyAddHeaders")
                        .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                        .takes(Takes.FLAG)
                        .means("on if X-Forwarded-* headers should be added or completed")
                        .sets(ReverseSettings.SLOT, (before, words) -> before.withAddHeaders(words.flag(0))),
                DirectiveType.named("ProxyVia")
                        .in(SERVER, VIRTUAL_HOST)
                        .means("Configure Via: proxy header header to one of: on | off | block | full")
                        .sets(ReverseSettings.SLOT, (before, words) -> before.with(via(words))));
    }

    /// In a Location its path is the outside.
    private static Swap address(Arguments words) throws ConfigException {
        boolean interpolates = words.count() > 1 && words.text(words.count() - 1).equalsIgnoreCase("interpolate");
        int count = interpolates ? words.count() - 1 : words.count();
        if (count == 2) {
            return new Swap(words.text(0), words.text(1));
        }
        String location = words.location();
        if (count != 1 || location.isEmpty()) {
            throw words.wrong("ProxyPassReverse needs a path when not defined in a location");
        }
        return new Swap(location, words.text(0));
    }

    private static Via via(Arguments words) throws ConfigException {
        return switch (words.text(0).toLowerCase(Locale.ROOT)) {
            case "off" -> Via.OFF;
            case "on" -> Via.ON;
            case "block" -> Via.BLOCK;
            case "full" -> Via.FULL;
            default -> throw words.wrong("ProxyVia must be one of: off | on | full | block");
        };
    }
}
