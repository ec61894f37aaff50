package muster.core;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import muster.io.Addresses;
import muster.log.Failure;
import muster.log.LineBuffer;
import muster.log.TimeStamp;
import muster.posix.Processes;
import org.jspecify.annotations.Nullable;

/// One `%` item of ErrorLogFormat. Appending nothing means that there is nothing to say.
@FunctionalInterface
interface ErrorLogItem {
    void append(ErrorLine line, LineBuffer into);

    /// What the letters mean, from the argument in braces to the item.
    Map<Character, Function<String, ErrorLogItem>> TYPES = Map.ofEntries(
            Map.entry('a', _ -> ErrorLogItem::client),
            Map.entry('A', _ -> ErrorLogItem::local),
            Map.entry('e', name -> (line, into) -> variable(line, name, into)),
            Map.entry('E', _ -> ErrorLogItem::failure),
            // Which line of C reported it: there is none.
            Map.entry('F', _ -> (_, _) -> {}),
            Map.entry('i', name -> (line, into) -> header(line, name, into)),
            Map.entry('k', _ -> ErrorLogItem::keepAlives),
            Map.entry('l', _ -> (line, into) -> into.put(line.level().text())),
            Map.entry('L', what -> what.equalsIgnoreCase("c") ? ErrorLogItem::connectionId : ErrorLogItem::requestId),
            Map.entry('m', _ -> (line, into) -> into.put(line.module())),
            Map.entry('n', name -> (line, into) -> note(line, name, into)),
            Map.entry('P', _ -> (_, into) -> into.put(Processes.getpid())),
            Map.entry('t', ErrorLogItem::time),
            Map.entry('T', _ -> (line, into) -> into.put(line.thread())),
            Map.entry('v', _ -> (line, into) -> serverName(line, into)),
            Map.entry('V', _ -> (line, into) -> askedName(line, into)));

    private static void client(ErrorLine line, LineBuffer into) {
        var connection = line.connection();
        var request = line.request();
        if (request != null) {
            into.put(request.clientText());
            into.put(':');
            into.put(request.clientPort());
        } else if (connection != null) {
            into.put(connection.clientAddress());
            into.put(':');
            into.put(connection.transport().remote().getPort());
        }
    }

    private static void local(ErrorLine line, LineBuffer into) {
        var connection = line.connection();
        if (connection != null) {
            into.put(Addresses.text(connection.local().getAddress()));
            into.put(':');
            into.put(connection.local().getPort());
        }
    }

    private static void variable(ErrorLine line, String name, LineBuffer into) {
        var request = line.request();
        escaped(request == null ? null : request.environment().get(name), into);
    }

    private static void header(ErrorLine line, String name, LineBuffer into) {
        var request = line.request();
        escaped(request == null ? null : request.header(name), into);
    }

    private static void note(ErrorLine line, String name, LineBuffer into) {
        var request = line.request();
        escaped(request == null ? null : request.notes().get(name), into);
    }

    private static void escaped(@Nullable String text, LineBuffer into) {
        if (text != null) {
            into.escapedMessage(text);
        }
    }

    private static void failure(ErrorLine line, LineBuffer into) {
        if (line.errno() > 0) {
            into.put(Failure.text(line.errno()));
        }
    }

    private static void keepAlives(ErrorLine line, LineBuffer into) {
        var connection = line.connection();
        if (connection != null) {
            into.put(connection.keepAlives());
        }
    }

    private static void connectionId(ErrorLine line, LineBuffer into) {
        escaped(line.ids().connection(), into);
    }

    private static void requestId(ErrorLine line, LineBuffer into) {
        escaped(line.ids().request(), into);
    }

    private static void serverName(ErrorLine line, LineBuffer into) {
        into.escapedMessage(line.host().serverName());
    }

    private static void askedName(ErrorLine line, LineBuffer into) {
        var request = line.request();
        if (request == null) {
            serverName(line, into);
        } else {
            into.escapedMessage(ServerNames.name(request));
        }
    }

    /// `u` adds microseconds, `c` takes ISO 8601's order.
    private static ErrorLogItem time(String options) {
        boolean micros = options.contains("u");
        var day = new TimeStamp(options.contains("c") ? "%Y-%m-%d %H:%M:%S" : "%a %b %d %H:%M:%S");
        var year = new TimeStamp(" %Y");
        boolean compact = options.contains("c");
        return (line, into) -> {
            Instant when = line.when();
            day.append(when.getEpochSecond(), into);
            if (micros) {
                into.put('.');
                into.padded(when.getNano() / 1000, 6);
            }
            if (!compact) {
                year.append(when.getEpochSecond(), into);
            }
        };
    }
}
