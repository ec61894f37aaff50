package muster.modules.loggers;

import muster.config.ConfigSlot;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.config.OverrideClass;
import muster.core.Filter;
import muster.core.Hook;
import muster.core.LogItem;
import muster.core.Module;
import muster.core.NamedFilter;
import muster.core.Phase;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Verdict;
import muster.log.LineBuffer;

import static muster.config.Context.DIRECTORY;
import static muster.config.Context.SERVER;
import static muster.config.Context.VIRTUAL_HOST;

/// mod_logio: bytes received and sent, heads included (`%I`, `%O`, `%S`), and the time to the first byte of the response (`%^FB`).
public final class LogioModule implements Module {
    /// `LogIOTrackTTFB`.
    private static final ConfigSlot<Boolean> TRACK_FIRST_BYTE = ConfigSlot.directoryValue("LogIOTrackTTFB", false);
    /// The note that holds the microseconds.
    static final String FIRST_BYTE = "logio-first-byte";

    private static final NamedFilter WATCH =
            new NamedFilter("LOGIO_TTFB_OUT", Filter.Kind.PROTOCOL, FirstByteSink::new);

    @Override
    public String name() {
        return "logio_module";
    }

    @Override
    public String file() {
        return "mod_logio.c";
    }

    @Override
    public void register(Registry registry) {
        registry.provider(
                LogItem.Type.class, "I", LogItem.Type.plain((request, line) -> line.put(received(request))));
        registry.provider(
                LogItem.Type.class, "O", LogItem.Type.plain((request, line) -> line.put(sent(request))));
        registry.provider(
                LogItem.Type.class,
                "S",
                LogItem.Type.plain((request, line) -> line.put(received(request) + sent(request))));
        registry.provider(LogItem.Type.class, "^FB", LogItem.Type.plain(LogioModule::firstByte));
        registry.hook(Phase.INSERT_FILTER, Hook.Place.LAST, LogioModule::watch);
        registry.hook(Phase.INSERT_ERROR_FILTER, Hook.Place.LAST, LogioModule::watch);
        registry.directive(DirectiveType.named("LogIOTrackTTFB")
                .in(SERVER, VIRTUAL_HOST, DIRECTORY)
                .htaccess(OverrideClass.values())
                .takes(Takes.FLAG)
                .means("Set to 'ON' to enable tracking time to first byte")
                .sets(TRACK_FIRST_BYTE, (_, words) -> words.flag(0)));
    }

    private static long received(Request request) {
        return request.headBytes() + request.original().body().received();
    }

    private static long sent(Request request) {
        return request.response().bytesSent();
    }

    /// In microseconds from the request's first byte.
    private static void firstByte(Request request, LineBuffer line) {
        LogItem.text(request.original().notes().get(FIRST_BYTE), line);
    }

    private static Verdict watch(Request request) {
        if (request.get(TRACK_FIRST_BYTE)) {
            request.insertFilter(WATCH);
        }
        return Verdict.OK;
    }
}
