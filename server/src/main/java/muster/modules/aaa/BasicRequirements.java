package muster.modules.aaa;

import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Words;
import muster.core.Authorization;
import muster.core.Methods;
import muster.core.Registry;
import muster.core.Requirement;

/// The kinds of `Require` that mod_authz_core itself brings: `all`, `env`, `method`; `expr` has a file of its own.
final class BasicRequirements {
    private BasicRequirements() {}

    static void register(Registry registry) {
        registry.provider(Requirement.Kind.class, "all", BasicRequirements::all);
        registry.provider(Requirement.Kind.class, "env", (words, _) -> environment(Words.of(words)));
        registry.provider(Requirement.Kind.class, "method", BasicRequirements::method);
        registry.provider(
                Requirement.Kind.class, "expr", (words, line) -> ExpressionRequirement.compile(words, line, registry));
    }

    static Authorization granted(boolean yes) {
        return yes ? Authorization.GRANTED : Authorization.DENIED;
    }

    private static Requirement all(String words, Arguments line) throws ConfigException {
        String word = words.strip();
        if (word.equalsIgnoreCase("granted")) {
            return _ -> Authorization.GRANTED;
        }
        if (word.equalsIgnoreCase("denied")) {
            return _ -> Authorization.DENIED;
        }
        throw line.wrong("Argument for 'Require all' must be 'granted' or 'denied'");
    }

    private static Requirement environment(List<String> names) {
        return request -> {
            for (int i = 0; i < names.size(); i++) {
                if (request.environment().has(names.get(i))) {
                    return Authorization.GRANTED;
                }
            }
            return Authorization.DENIED;
        };
    }

    private static Requirement method(String words, Arguments line) throws ConfigException {
        int bits = 0;
        for (String name : Words.of(words)) {
            int bit = Methods.bit(name);
            if (bit == 0) {
                throw line.wrong("Invalid Method '" + name + "'");
            }
            bits |= bit;
        }
        int allowed = bits;
        return request -> granted((Methods.bit(request.method()) & allowed) != 0);
    }
}
