package muster.modules.metadata;

import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;
import muster.core.Filter;
import muster.core.Hook;
import muster.core.Module;
import muster.core.NamedFilter;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_expires: how long clients may keep what they got, by its media type.
public final class ExpiresModule implements Module {
    private static final int FIRST_ERROR = 400;
    private static final NamedFilter FILTER = new NamedFilter("MOD_EXPIRES", Filter.Kind.CONTENT, ExpiresSink::new);

    @Override
    public String name() {
        return "expires_module";
    }

    @Override
    public String file() {
        return "mod_expires.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(named("ExpiresActive", Takes.FLAG, "Limited to 'on' or 'off'")
                .sets(ExpiresSettings.SLOT, (before, words) -> before.withActive(words.flag(0))));
        registry.directive(named("ExpiresByType", Takes.TWO, "a MIME type followed by an expiry date code")
                .sets(ExpiresSettings.SLOT, ExpiresModule::byType));
        registry.directive(named("ExpiresDefault", Takes.ONE, "an expiry date code")
                .sets(ExpiresSettings.SLOT, (before, words) -> before.withOtherwise(lifetime(
                        words, words.text(0), "'ExpiresDefault " + words.text(0) + "': "))));
        registry.hook(Phase.INSERT_FILTER, Hook.Place.MIDDLE, ExpiresModule::insert);
        registry.hook(Phase.INSERT_ERROR_FILTER, Hook.Place.MIDDLE, ExpiresModule::insert);
    }

    private static DirectiveType.Builder named(String name, Takes takes, String meaning) {
        return DirectiveType.named(name)
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(OverrideClass.INDEXES)
                .takes(takes)
                .means(meaning);
    }

    private static ExpiresSettings byType(ExpiresSettings before, Arguments words) throws ConfigException {
        String type = words.text(0);
        if (type.indexOf('/') < 0) {
            throw words.wrong("Invalid mimetype: should contain a slash");
        }
        String code = words.text(1);
        return before.withType(
                type.toLowerCase(Locale.ROOT), lifetime(words, code, "'ExpiresByType " + type + " " + code + "': "));
    }

    private static Lifetime lifetime(Arguments words, String code, String start) throws ConfigException {
        try {
            return Lifetime.parse(code);
        } catch (IllegalArgumentException wrong) {
            throw words.wrong(start + wrong.getMessage());
        }
    }

    private static Verdict insert(Request request) {
        ExpiresSettings settings = request.get(ExpiresSettings.SLOT);
        if (settings.saysAnything() && request.main() == null && request.response().status() < FIRST_ERROR) {
            request.insertFilter(FILTER);
        }
        return Verdict.OK;
    }
}
