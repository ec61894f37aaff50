package muster.modules.metadata.remoteip;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Subnet;
import muster.core.Verdict;
import muster.modules.metadata.remoteip.RemoteIpSettings.Proxy;

import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_remoteip: behind a proxy or balancer, takes the client's address from a header field; access control, logs and programs then
/// see the client instead of the proxy.
public final class RemoteIpModule implements Module {
    @Override
    public String name() {
        return "remoteip_module";
    }

    @Override
    public String file() {
        return "mod_remoteip.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("RemoteIPHeader")
                .in(SERVER, VIRTUAL_HOST)
                .means("Specifies a request header to trust as the client IP, e.g. X-Forwarded-For")
                .sets(RemoteIpSettings.SLOT, (before, words) ->
                        new RemoteIpSettings(words.text(0), before.proxiesHeader(), before.proxies())));
        registry.directive(DirectiveType.named("RemoteIPProxiesHeader")
                .in(SERVER, VIRTUAL_HOST)
                .means("Specifies a request header to record proxy IP's, e.g. X-Forwarded-By; if not given then do not record")
                .sets(RemoteIpSettings.SLOT, (before, words) ->
                        new RemoteIpSettings(before.header(), words.text(0), before.proxies())));
        proxies(registry, "RemoteIPTrustedProxy", false,
                "Specifies one or more proxies which are trusted to present IP headers",
                "The filename to read the list of trusted proxies, see the RemoteIPTrustedProxy directive");
        proxies(registry, "RemoteIPInternalProxy", true,
                "Specifies one or more internal (transparent) proxies which are trusted to present IP headers",
                "The filename to read the list of internal proxies, see the RemoteIPInternalProxy directive");
        registry.hook(Phase.POST_READ_REQUEST, Hook.Place.FIRST, request -> {
            RemoteIpSettings settings = request.host().settings().get(RemoteIpSettings.SLOT);
            String header = settings.header();
            String list = header == null ? null : request.headers().joined(header);
            if (header != null && list != null) {
                apply(request, settings, header, list);
            }
            return Verdict.DECLINED;
        });
    }

    private static void proxies(Registry registry, String name, boolean internal, String one, String file) {
        registry.directive(DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST)
                .takes(Takes.EACH)
                .means(one)
                .sets(RemoteIpSettings.SLOT, (before, words) -> {
                    var all = all(before);
                    add(words.text(0), internal, words, all);
                    return new RemoteIpSettings(before.header(), before.proxiesHeader(), List.copyOf(all));
                }));
        registry.directive(DirectiveType.named(name + "List")
                .in(SERVER, VIRTUAL_HOST)
                .means(file)
                .sets(RemoteIpSettings.SLOT, (before, words) -> {
                    var all = all(before);
                    String text = new String(words.read(words.path(0)), StandardCharsets.ISO_8859_1);
                    for (String line : text.split("\n")) {
                        for (String word : line.strip().split("\\s+")) {
                            if (word.startsWith("#") || word.isEmpty()) {
                                break;
                            }
                            add(word, internal, words, all);
                        }
                    }
                    return new RemoteIpSettings(before.header(), before.proxiesHeader(), List.copyOf(all));
                }));
    }

    private static List<Proxy> all(RemoteIpSettings before) {
        List<Proxy> known = before.proxies();
        return known == null ? new ArrayList<>() : new ArrayList<>(known);
    }

    /// A range of addresses, or a name, which stands for its IPv4 addresses.
    private static void add(String word, boolean internal, Arguments words, List<Proxy> all) throws ConfigException {
        int slash = word.indexOf('/');
        boolean isAddress = Subnet.looksLikeAddress(word);
        if (!isAddress && slash >= 0) {
            throw words.wrong("RemoteIP: Error parsing IP " + word + " the subnet /" + word.substring(slash + 1)
                    + " is invalid for " + words.directive());
        }
        try {
            for (String address : isAddress ? List.of(word) : words.addresses(word)) {
                all.add(new Proxy(Subnet.parse(address), internal));
            }
        } catch (IllegalArgumentException wrong) {
            throw words.wrong("RemoteIP: Error parsing IP " + word + " (" + wrong.getMessage() + " error) for "
                    + words.directive());
        }
    }

    private static void apply(Request request, RemoteIpSettings settings, String header, String list) {
        var presented = new Presented(request, header, list, settings.proxies());
        presented.follow();
        InetAddress client = presented.client();
        if (client == null) {
            return;
        }
        String rest = presented.rest();
        if (rest == null) {
            request.headers().remove(header);
        } else {
            request.headers().set(header, rest);
        }
        String mentioned = presented.mentioned();
        if (!mentioned.isEmpty()) {
            request.notes().set("remoteip-proxy-ip-list", mentioned);
            if (settings.proxiesHeader() != null) {
                request.headers().set(settings.proxiesHeader(), mentioned);
            }
        }
        request.clientBehind(client);
    }
}
