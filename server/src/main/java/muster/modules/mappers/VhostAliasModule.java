package muster.modules.mappers;

import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.core.FilePath;
import muster.core.Hook;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.ServerNames;
import muster.core.Verdict;
import org.jspecify.annotations.Nullable;

/// mod_vhost_alias: document roots made of the host's name or address, for any number of sites without a section each.
public final class VhostAliasModule implements Module {
    private static final String PROGRAMS = "cgi-bin";

    /// Where one kind of requests is mapped to.
    ///
    /// @param said whether anything was said, `none` included
    /// @param pattern null for none
    /// @param byAddress whether it is filled in with the address and not the name
    record Roots(boolean said, @Nullable HostPattern pattern, boolean byAddress) {
        static final Roots UNSET = new Roots(false, null, false);

        static Roots merge(Roots outer, Roots inner) {
            return inner.said ? inner : outer;
        }
    }

    private static final ConfigSlot<Roots> DOCUMENTS =
            ConfigSlot.server("VirtualDocumentRoot", Roots.UNSET, Roots::merge);
    private static final ConfigSlot<Roots> SCRIPTS = ConfigSlot.server("VirtualScriptAlias", Roots.UNSET, Roots::merge);

    @Override
    public String name() {
        return "vhost_alias_module";
    }

    @Override
    public String file() {
        return "mod_vhost_alias.c";
    }

    @Override
    public void register(Registry registry) {
        String scripts = "how to create a ScriptAlias based on the host";
        String documents = "how to create the DocumentRoot based on the host";
        registry.directive(directive("VirtualScriptAlias", scripts, SCRIPTS, false));
        registry.directive(directive("VirtualDocumentRoot", documents, DOCUMENTS, false));
        registry.directive(directive("VirtualScriptAliasIP", scripts, SCRIPTS, true));
        registry.directive(directive("VirtualDocumentRootIP", documents, DOCUMENTS, true));
        registry.hook(
                Phase.TRANSLATE_NAME,
                Hook.Place.MIDDLE,
                List.of("mod_alias.c", "mod_userdir.c"),
                VhostAliasModule::translate);
    }

    private static DirectiveType<Roots> directive(String name, String meaning, ConfigSlot<Roots> slot, boolean byAddress) {
        return DirectiveType.named(name)
                .in(Context.SERVER, Context.VIRTUAL_HOST)
                .means(meaning)
                .sets(slot, (_, words) -> read(words, byAddress));
    }

    private static Roots read(Arguments words, boolean byAddress) throws ConfigException {
        String text = words.text(0);
        if (!text.startsWith("/")) {
            if (!text.equalsIgnoreCase("none")) {
                throw words.wrong("format string must be an absolute path, or 'none'");
            }
            return new Roots(true, null, false);
        }
        HostPattern pattern = HostPattern.parse(text);
        if (pattern == null) {
            throw words.wrong("syntax error in format string");
        }
        return new Roots(true, pattern, byAddress);
    }

    private static Verdict translate(Request request) {
        String url = request.path().text();
        var settings = request.host().settings();
        Roots scripts = settings.get(SCRIPTS);
        boolean program = scripts.pattern != null && url.startsWith("/" + PROGRAMS + "/");
        Roots roots = program ? scripts : settings.get(DOCUMENTS);
        HostPattern pattern = roots.pattern;
        if (pattern == null || !url.startsWith("/")) {
            return Verdict.DECLINED;
        }
        String name = roots.byAddress
                ? request.connection().local().getAddress().getHostAddress()
                : ServerNames.name(request);
        String root = pattern.fill(name, ServerNames.port(request));
        String rest = program ? url.substring(1 + PROGRAMS.length()) : url;
        request.file(new FilePath(root + rest, root));
        request.documentRoot(root);
        request.context(program ? "/" + PROGRAMS : "", root);
        if (program) {
            request.handler("cgi-script");
            request.notes().set(AliasModule.FORCED_TYPE, "cgi-script");
        }
        return Verdict.OK;
    }
}
