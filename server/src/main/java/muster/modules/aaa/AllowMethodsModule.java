package muster.modules.aaa;

import java.util.Objects;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.Hook;
import muster.core.Methods;
import muster.core.Module;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.http.HttpException;

/// mod_allowmethods: which methods a section takes at all.
public final class AllowMethodsModule implements Module {
    private static final int METHOD_NOT_ALLOWED = 405;

    /// The allowed methods as bits; 0 for all.
    private static final ConfigSlot<Integer> SLOT = ConfigSlot.directoryValue("AllowMethods", 0);

    @Override
    public String name() {
        return "allowmethods_module";
    }

    @Override
    public String file() {
        return "mod_allowmethods.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("AllowMethods")
                .in(Context.DIRECTORY)
                .takes(Takes.MANY)
                .means("only allow specific methods")
                .sets(SLOT, AllowMethodsModule::methods));
        registry.hook(Phase.ACCESS_CHECKER, Hook.Place.REALLY_FIRST, AllowMethodsModule::check);
    }

    private static int methods(int before, Arguments words) throws ConfigException {
        if (words.count() == 0) {
            throw words.wrong("AllowMethods: No method or 'reset' keyword given");
        }
        if (words.count() == 1 && words.text(0).equalsIgnoreCase("reset")) {
            return 0;
        }
        int bits = before;
        for (int i = 0; i < words.count(); i++) {
            int bit = Methods.bit(words.text(i));
            if (bit == 0) {
                throw words.wrong("AllowMethods: Invalid Method '" + words.text(i) + "'");
            }
            bits |= bit;
        }
        return bits;
    }

    private static Verdict check(Request request) throws HttpException {
        int allowed = request.get(SLOT);
        if (allowed == 0) {
            return Verdict.DECLINED;
        }
        request.allowedMethods(allowed);
        if ((allowed & Methods.bit(request.method())) != 0) {
            return Verdict.DECLINED;
        }
        String what = request.file() == null ? "uri " + request.path() : Objects.toString(request.file());
        request.log().error("allowmethods", 1623, "client method denied by server configuration: '" + request.method()
                + "' to " + what);
        throw new HttpException(METHOD_NOT_ALLOWED, "");
    }
}
