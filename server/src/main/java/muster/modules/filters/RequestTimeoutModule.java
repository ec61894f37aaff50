package muster.modules.filters;

import java.util.Locale;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.core.Module;
import muster.core.ReadTimeouts;
import muster.core.Registry;

/// mod_reqtimeout: says how slowly clients may send. The limits themselves are always in force, as [ReadTimeouts#DEFAULT] has them;
/// this module lets a configuration change them.
public final class RequestTimeoutModule implements Module {
    private static final int MOST_SECONDS = Integer.MAX_VALUE / 1000;

    @Override
    public String name() {
        return "reqtimeout_module";
    }

    @Override
    public String file() {
        return "mod_reqtimeout.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("RequestReadTimeout")
                .in(Context.SERVER, Context.VIRTUAL_HOST)
                .takes(DirectiveType.Takes.MANY)
                .means("Set various timeout parameters for TLS handshake and/or reading request headers and body")
                .sets(ReadTimeouts.SLOT, RequestTimeoutModule::read));
    }

    private static ReadTimeouts read(ReadTimeouts before, Arguments arguments) throws ConfigException {
        ReadTimeouts limits = before;
        if (arguments.count() == 0) {
            throw arguments.wrong("RequestReadTimeout requires at least one argument");
        }
        for (int i = 0; i < arguments.count(); i++) {
            limits = stage(limits, arguments.text(i), arguments);
        }
        return limits;
    }

    /// `header=20-40,MinRate=500`
    private static ReadTimeouts stage(ReadTimeouts before, String word, Arguments arguments) throws ConfigException {
        int equals = word.indexOf('=');
        if (equals < 0) {
            throw arguments.wrong("Invalid RequestReadTimeout parameter: " + word);
        }
        Limit limit = limit(word.substring(equals + 1), arguments);
        return switch (word.substring(0, equals).toLowerCase(Locale.ROOT)) {
            case "header" -> new ReadTimeouts(
                    before.handshakeMillis(),
                    limit.millis,
                    limit.mostMillis,
                    limit.rate,
                    before.bodyMillis(),
                    before.bodyMostMillis(),
                    before.bodyRate());
            case "body" -> new ReadTimeouts(
                    before.handshakeMillis(),
                    before.headMillis(),
                    before.headMostMillis(),
                    before.headRate(),
                    limit.millis,
                    limit.mostMillis,
                    limit.rate);
            case "handshake" -> new ReadTimeouts(
                    limit.millis,
                    before.headMillis(),
                    before.headMostMillis(),
                    before.headRate(),
                    before.bodyMillis(),
                    before.bodyMostMillis(),
                    before.bodyRate());
            default -> throw arguments.wrong("Unknown RequestReadTimeout parameter: " + word);
        };
    }

    private record Limit(int millis, int mostMillis, int rate) {}

    private static Limit limit(String value, Arguments arguments) throws ConfigException {
        String times = value;
        int rate = 0;
        int comma = value.indexOf(',');
        if (comma >= 0) {
            String rest = value.substring(comma + 1);
            if (!rest.regionMatches(true, 0, "MinRate=", 0, 8)) {
                throw arguments.wrong("RequestReadTimeout: invalid MinRate");
            }
            rate = number(rest.substring(8), "MinRate", arguments);
            times = value.substring(0, comma);
        }
        int dash = times.indexOf('-');
        int seconds = number(dash < 0 ? times : times.substring(0, dash), "timeout", arguments);
        int most = dash < 0 ? 0 : number(times.substring(dash + 1), "max timeout", arguments);
        if (dash >= 0 && most <= seconds) {
            throw arguments.wrong("RequestReadTimeout: maximum timeout must be larger than initial timeout");
        }
        if (dash >= 0 && rate == 0) {
            throw arguments.wrong("RequestReadTimeout: maximum timeout needs a MinRate");
        }
        return new Limit(seconds * 1000, most * 1000, rate);
    }

    private static int number(String digits, String what, Arguments arguments) throws ConfigException {
        try {
            int value = Integer.parseInt(digits);
            if (value >= 0 && value <= MOST_SECONDS) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, in the same words as a number out of range.
        }
        throw arguments.wrong("RequestReadTimeout: invalid " + what + ": " + digits);
    }
}
