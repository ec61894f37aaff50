package thirdparty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import muster.config.ConfigSlot;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.core.ClientConnection;
import muster.core.Module;
import muster.core.Registry;
import muster.core.Request;
import muster.core.Slots;
import muster.core.Verdict;
import muster.io.Connection;
import muster.io.Deadline;
import muster.io.Ready;
import muster.io.Stop;

/// A module of somebody else's: a directive, a handler, and a protocol that a client may switch to, in which everything comes back in
/// capitals.
public final class ShoutModule implements Module {
    private static final ConfigSlot<String> GREETING = ConfigSlot.directoryValue("ShoutGreeting", "hello");

    @Override
    public String name() {
        return "shout_module";
    }

    @Override
    public String file() {
        return "mod_shout.c";
    }

    @Override
    public void register(Registry registry) {
        registry.directive(DirectiveType.named("ShoutGreeting")
                .in(Context.SERVER, Context.DIRECTORY)
                .means("What is shouted at first")
                .sets(GREETING, (_, words) -> words.text(0)));
        registry.handler("shout", ShoutModule::handle);
    }

    private static Verdict handle(Request request) throws IOException {
        if (request.offers("shout")) {
            request.switchTo("shout", ShoutModule::shout);
            return Verdict.OK;
        }
        byte[] text = request.get(GREETING).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
        request.response().contentType("text/plain");
        request.response().contentLength(text.length);
        request.sink().write(text, 0, text.length);
        return Verdict.OK;
    }

    private static void shout(ClientConnection client, Slots slots, Stop stop) throws IOException {
        Connection wire = client.transport();
        var bytes = new byte[1024];
        while (true) {
            int n = wire.tryRead(bytes, 0, bytes.length);
            if (n == Connection.END) {
                return;
            }
            if (n == Connection.WOULD_WAIT) {
                if (wire.awaitReadable(Deadline.inMillis(30_000), true) != Ready.READY) {
                    return;
                }
                continue;
            }
            byte[] loud = new String(bytes, 0, n, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
            wire.write(loud, 0, loud.length, false, 30_000);
        }
    }
}
