package muster.modules.mappers.negotiation;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;
import muster.core.DirectorySettings;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Options;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.http.HttpException;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_negotiation: `Options MultiViews` and type maps.
public final class NegotiationModule implements Module {
    private static final int OK = 200;

    @Override
    public String name() {
        return "negotiation_module";
    }

    @Override
    public String file() {
        return "mod_negotiation.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("CacheNegotiatedDocs")
                .in(SERVER, VIRTUAL_HOST)
                .takes(Takes.FLAG)
                .means("Either 'on' or 'off' (default)")
                .sets(NegotiationSettings.CACHE, (_, words) -> words.flag(0)));
        registry.directive(everywhere("LanguagePriority", "space-delimited list of MIME language abbreviations")
                .sets(NegotiationSettings.SLOT, (before, words) -> before.withLanguage(words.text(0))));
        registry.directive(everywhere(
                        "ForceLanguagePriority",
                        "Force LanguagePriority elections, either None, or Fallback and/or Prefer")
                .sets(NegotiationSettings.SLOT, NegotiationModule::force));
        var folder = new FolderVariants(registry);
        registry.hook(Phase.TYPE_CHECKER, Hook.Place.FIRST, request -> multiViews(request, folder));
        registry.hook(Phase.FIXUPS, Hook.Place.MIDDLE, NegotiationModule::nameEncoding);
        var maps = new TypeMapHandler();
        registry.handler(TypeMap.TYPE, maps);
        registry.handler(TypeMap.HANDLER, maps);
    }

    private static DirectiveType.Builder everywhere(String name, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(OverrideClass.FILE_INFO)
                .takes(Takes.EACH)
                .means(meaning);
    }

    private static NegotiationSettings force(NegotiationSettings before, Arguments words) throws ConfigException {
        String word = words.text(0);
        int bit = switch (word.toLowerCase(Locale.ROOT)) {
            case "none" -> NegotiationSettings.NONE;
            case "prefer" -> NegotiationSettings.PREFER;
            case "fallback" -> NegotiationSettings.FALLBACK;
            default -> throw words.wrong("Invalid ForceLanguagePriority option " + word);
        };
        if (bit == NegotiationSettings.NONE && (before.force() & ~NegotiationSettings.NONE) != 0) {
            throw words.wrong("Cannot combine ForceLanguagePriority options with None");
        }
        if (bit != NegotiationSettings.NONE && (before.force() & NegotiationSettings.NONE) != 0) {
            String name = bit == NegotiationSettings.PREFER ? "Prefer" : "Fallback";
            throw words.wrong("Cannot combine ForceLanguagePriority options None and " + name);
        }
        return before.withForce(before.force() | bit);
    }

    /// Where there is no file of the name that was asked for, one of the files that start with it may answer.
    private static Verdict multiViews(Request request, FolderVariants folder) throws HttpException, IOException {
        if (request.fileStatus() != null || !request.get(DirectorySettings.OPTIONS).has(Options.MULTI_VIEWS)) {
            return Verdict.DECLINED;
        }
        var negotiation = new Negotiation(request);
        if (!folder.find(negotiation)) {
            return Verdict.DECLINED;
        }
        boolean forProgram = !request.isGet() || request.query() != null || !request.pathInfo().isEmpty();
        Outcome.Chosen chosen = Outcome.of(negotiation, forProgram);
        Request found = chosen.found();
        if (found == null) {
            found = request.server().processor().lookUpFile(request, chosen.variant().facts.file());
            if (found.response().status() != OK) {
                throw new HttpException(found.response().status(), "");
            }
        }
        if (found.query() == null) {
            found.query(request.query());
        }
        request.become(found);
        return Verdict.OK;
    }

    /// `x-gzip` or `gzip`: the client's own word for an encoding, if it has one.
    private static Verdict nameEncoding(Request request) {
        String encoding = request.response().contentEncoding();
        if (encoding == null || encoding.isEmpty()) {
            return Verdict.DECLINED;
        }
        List<Accepted> accepted = Accepted.all(request.headers().joined("Accept-Encoding"));
        if (accepted == null) {
            return Verdict.DECLINED;
        }
        String plain = encoding.startsWith("x-") ? encoding.substring(2) : encoding;
        String named = null;
        for (Accepted one : accepted) {
            if (one.name().equals(plain)) {
                named = plain;
                break;
            }
            named = one.name().equals("x-" + plain) ? one.name() : named;
        }
        if (named == null) {
            return Verdict.DECLINED;
        }
        request.response().contentEncoding(named);
        return Verdict.OK;
    }
}
