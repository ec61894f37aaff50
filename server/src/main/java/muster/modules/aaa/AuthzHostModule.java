package muster.modules.aaa;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Words;
import muster.core.Authorization;
import muster.core.HostNames;
import muster.core.Module;
import muster.core.Registry;
import muster.core.RemoteHost;
import muster.core.Request;
import muster.core.Requirement;
import muster.core.Subnet;


/// mod_authz_host: `Require ip`, `host`, `forward-dns`, `local`: authorization by where a request comes from.
///
/// Addresses are compared without asking anybody. Names are asked of the resolver on threads of their own ([HostNames]); the request
/// waits, others don't. A name that can't be found out is not granted.
public final class AuthzHostModule implements Module {
    private static final String SHORT_NAME = "authz_host";

    private static final Subnet LOOPBACK = Subnet.parse("127.0.0.0/8");

    @Override
    public String name() {
        return "authz_host_module";
    }

    @Override
    public String file() {
        return "mod_authz_host.c";
    }

    @Override
    public void register(Registry registry) {
        var names = new HostNames();
        registry.provider(Requirement.Kind.class, "ip", AuthzHostModule::ip);
        registry.provider(Requirement.Kind.class, "host", (words, _) -> host(domains(words)));
        registry.provider(Requirement.Kind.class, "forward-dns", (words, _) -> forward(Words.of(words), names));
        registry.provider(Requirement.Kind.class, "local", AuthzHostModule::local);
    }

    private static Requirement ip(String words, Arguments line) throws ConfigException {
        var list = new ArrayList<Subnet>();
        for (String word : Words.of(words)) {
            list.add(subnet(word, line));
        }
        if (list.isEmpty()) {
            throw line.wrong("'require ip' requires an argument");
        }
        Subnet[] subnets = list.toArray(Subnet[]::new);
        return request -> {
            InetAddress client = request.client();
            for (Subnet subnet : subnets) {
                if (subnet.contains(client)) {
                    return Authorization.GRANTED;
                }
            }
            return Authorization.DENIED; // authz_core says it in the log
        };
    }

    private static Subnet subnet(String word, Arguments line) throws ConfigException {
        if (!Subnet.looksLikeAddress(word)) {
            throw line.wrong("ip address '" + word + "' appears to be invalid");
        }
        try {
            return Subnet.parse(word);
        } catch (IllegalArgumentException wrong) {
            throw line.wrong("ip address '" + word + "' appears to be invalid: " + wrong.getMessage());
        }
    }

    private static List<String> domains(String words) {
        return Words.of(words.toLowerCase(Locale.ROOT));
    }

    private static Requirement host(List<String> domains) {
        return request -> {
            String name = RemoteHost.verifiedName(request);
            if (name == null) {
                unknown(request, String.join(" ", domains));
                return Authorization.DENIED;
            }
            for (String domain : domains) {
                if (inDomain(domain, name)) {
                    return Authorization.GRANTED;
                }
            }
            return Authorization.DENIED;
        };
    }

    private static void unknown(Request request, String wanted) {
        request.log()
                .info(
                        SHORT_NAME,
                        1753,
                        "access check of '" + wanted + "' to " + request.path()
                                + " failed, reason: unable to get the remote host name");
    }

    /// `example.org` is itself and everything below it; `.example.org` only what is below.
    static boolean inDomain(String domain, String name) {
        if (!name.endsWith(domain)) {
            return false;
        }
        int before = name.length() - domain.length() - 1;
        return before < 0 || domain.startsWith(".") || name.charAt(before) == '.';
    }

    private static Requirement forward(List<String> hosts, HostNames names) {
        return request -> {
            for (String host : hosts) {
                if (names.leadsToClient(request, host)) {
                    return Authorization.GRANTED;
                }
            }
            return Authorization.DENIED;
        };
    }

    private static Requirement local(String words, Arguments line) throws ConfigException {
        if (!words.isBlank()) {
            line.warn(60110, "Require local takes no arguments: they are ignored");
        }
        return request -> {
            InetAddress client = request.client();
            boolean here = LOOPBACK.contains(client)
                    || client.isLoopbackAddress()
                    || client.equals(request.connection().local().getAddress());
            return BasicRequirements.granted(here);
        };
    }
}
