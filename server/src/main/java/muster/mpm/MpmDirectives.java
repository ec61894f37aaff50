package muster.mpm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.config.ConfigSlot;
import muster.config.Context;
import muster.config.DirectiveType;
import muster.config.DirectiveType.Takes;
import muster.core.ListenAddress;
import muster.core.ServerSettings;

/// The directives of the MPMs and the parent. All are known under every MPM, so that one line changes the MPM; each takes what it has
/// a use for.
public final class MpmDirectives {
    /// `::` as it is written out.
    private static final String ANY = "0:0:0:0:0:0:0:0";

    private MpmDirectives() {}

    public static List<DirectiveType<?>> all() {
        var all = new ArrayList<DirectiveType<?>>();
        all.add(number("StartServers", "Number of child processes launched at server startup", MpmSettings.START_SERVERS));
        all.add(number("MinSpareServers", "Minimum number of idle children, to handle request spikes", MpmSettings.MIN_SPARE_SERVERS));
        all.add(number("MaxSpareServers", "Maximum number of idle children", MpmSettings.MAX_SPARE_SERVERS));
        all.add(number("MinSpareThreads", "Minimum number of idle threads, to handle request spikes", MpmSettings.MIN_SPARE_THREADS));
        all.add(number("MaxSpareThreads", "Maximum number of idle threads", MpmSettings.MAX_SPARE_THREADS));
        all.add(number("ServerLimit", "Maximum number of child processes for this run of Apache", MpmSettings.SERVER_LIMIT));
        all.add(number("ThreadLimit", 
                "Maximum number of worker threads per child process for this run of Apache - Upper limit for ThreadsPerChild", MpmSettings.THREAD_LIMIT));
        all.add(number("ThreadsPerChild", "Number of threads each child creates", MpmSettings.THREADS_PER_CHILD));
        all.add(number("MaxRequestWorkers", "Maximum number of threads alive at the same time", MpmSettings.MAX_REQUEST_WORKERS));
        all.add(number("MaxClients", "Deprecated name of MaxRequestWorkers", MpmSettings.MAX_REQUEST_WORKERS));
        all.add(number("MaxConnectionsPerChild", "Maximum number of connections a particular child serves before dying.",
                MpmSettings.MAX_CONNECTIONS_PER_CHILD));
        all.add(number("MaxRequestsPerChild", 
                "Maximum number of connections a particular child serves before dying. (DEPRECATED, use MaxConnectionsPerChild)", MpmSettings.MAX_CONNECTIONS_PER_CHILD));
        all.add(number("ListenBacklog", "Maximum length of the queue of pending connections, as used by listen(2)", MpmSettings.LISTEN_BACKLOG,
                value -> value > 0 ? "" : "ListenBacklog must be > 0"));
        all.add(unused("ListenCoresBucketsRatio", "Ratio between the number of CPU cores (online) and the number of listeners buckets",
                "Children share their listening sockets, and the kernel wakes one of them for each connection (EPOLLEXCLUSIVE)"));
        all.add(unused("ListenTCPDeferAccept", "Value set for the socket option TCP_DEFER_ACCEPT if it is set",
                "A connection that says nothing holds no worker, so nothing is gained by keeping it in the kernel"));
        all.add(bufferSize("ReceiveBufferSize", "Receive buffer size in bytes", MpmSettings.RECEIVE_BUFFER_SIZE));
        all.add(bufferSize("SendBufferSize", "Send buffer size in bytes", MpmSettings.SEND_BUFFER_SIZE));
        all.add(number("GracefulShutdownTimeout", "Maximum time in seconds to wait for child processes to complete transactions during shutdown",
                MpmSettings.GRACEFUL_SHUTDOWN_TIMEOUT));
        all.add(number("ThreadStackSize", "Size in bytes of stack used by threads handling client connections", MpmSettings.THREAD_STACK_SIZE));
        all.add(number("MaxMemFree", "Maximum number of 1k blocks a particular child's allocator may hold.", MpmSettings.MAX_MEM_FREE,
                value -> value >= 0 ? "" : "Invalid MaxMemFree value: " + value));
        all.add(directive("AsyncRequestWorkerFactor", "How many additional connects will be accepted per idle worker thread")
                .sets(MpmSettings.ASYNC_REQUEST_WORKER_FACTOR, MpmDirectives::factor));
        all.add(directive("MaxChildMemory", "Private memory above which a child is replaced: a number with K, M or G")
                .sets(MpmSettings.MAX_CHILD_MEMORY, (_, words) -> size(words)));
        all.add(directive("MaxChildAge", "Age in seconds above which a child is replaced")
                .sets(MpmSettings.MAX_CHILD_AGE, (_, words) -> words.integer(0, 0, Integer.MAX_VALUE)));
        all.add(directive("NoNewPrivileges", "Whether programs started by children may not gain rights by set-user-ID or set-group-ID bits")
                .takes(Takes.FLAG)
                .sets(MpmSettings.NO_NEW_PRIVILEGES, (_, words) -> words.flag(0)));
        all.add(path("PidFile", "A file for logging the server process ID", MpmSettings.PID_FILE));
        all.add(path("ScoreBoardFile", "A file for Apache to maintain runtime process management information", MpmSettings.SCOREBOARD_FILE));
        all.add(directive("CoreDumpDirectory", "The location of the directory Apache changes to before dumping core")
                .sets(MpmSettings.CORE_DUMP_DIRECTORY, (_, words) -> folder(words)));
        all.add(directive("Listen", "A port number or a numeric IP address and a port number, and an optional protocol")
                .takes(Takes.MANY)
                .sets(ServerSettings.LISTEN, MpmDirectives::listen));
        all.add(directive("AcceptFilter", "Set the Accept Filter to use for a protocol")
                .takes(Takes.TWO)
                .sets(MpmSettings.ACCEPT_FILTERS, MpmDirectives::filter));
        return List.copyOf(all);
    }

    private static DirectiveType.Builder directive(String name, String meaning) {
        return DirectiveType.named(name).in(Context.SERVER).means(meaning);
    }

    /// As C's atoi reads it, since httpd does: what begins with no digit is 0.
    private static DirectiveType<Integer> number(String name, String meaning, ConfigSlot<Integer> slot) {
        return number(name, meaning, slot, _ -> "");
    }

    /// @param complaint about a value that makes no sense, or empty
    private static DirectiveType<Integer> number(
            String name, String meaning, ConfigSlot<Integer> slot, IntFunction<String> complaint) {
        return directive(name, meaning).sets(slot, (_, words) -> {
            int value = leadingNumber(words.text(0));
            String wrong = complaint.apply(value);
            if (!wrong.isEmpty()) {
                throw words.wrong(wrong);
            }
            return value;
        });
    }

    /// A number above zero that is read and forgotten.
    private static DirectiveType<Integer> unused(String name, String meaning, String why) {
        return directive(name, meaning).hasNoEffect(why).sets(MpmSettings.WITHOUT_EFFECT, (before, words) -> {
            if (leadingNumber(words.text(0)) <= 0) {
                throw words.wrong(name + " must be > 0");
            }
            return before;
        });
    }

    private static DirectiveType<Integer> bufferSize(String name, String meaning, ConfigSlot<Integer> slot) {
        return number(name, meaning, slot, value ->
                value >= 512 || value == 0 ? "" : name + " must be >= 512 bytes, or 0 for system default.");
    }

    private static String folder(Arguments words) throws ConfigException {
        String path = words.path(0);
        return switch (words.kind(path)) {
            case DIRECTORY -> path;
            case NOTHING -> throw words.wrong("CoreDumpDirectory " + path + " does not exist");
            case FILE, OTHER -> throw words.wrong("CoreDumpDirectory " + path + " is not a directory");
        };
    }

    private static DirectiveType<String> path(String name, String meaning, ConfigSlot<String> slot) {
        return directive(name, meaning).sets(slot, (_, words) -> words.path(0));
    }

    private static int leadingNumber(String text) {
        int end = text.startsWith("-") ? 1 : 0;
        while (end < text.length() && end < 10 && Character.isDigit(text.charAt(end))) {
            end++;
        }
        String digits = text.substring(0, end);
        return digits.isEmpty() || digits.equals("-") ? 0 : Math.clamp(Long.parseLong(digits), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static double factor(double before, Arguments words) throws ConfigException {
        double value;
        try {
            value = Double.parseDouble(words.text(0));
        } catch (NumberFormatException _) {
            throw words.wrong("error parsing value");
        }
        if (value <= 0) {
            throw words.wrong("AsyncRequestWorkerFactor argument must be a positive number");
        }
        return value;
    }

    private static long size(Arguments words) throws ConfigException {
        String text = words.text(0).toUpperCase(Locale.ROOT);
        int shift = text.endsWith("K") ? 10 : text.endsWith("M") ? 20 : text.endsWith("G") ? 30 : 0;
        String digits = shift == 0 ? text : text.substring(0, text.length() - 1);
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(Character::isDigit)) {
            throw words.wrong("MaxChildMemory takes a number of bytes, perhaps with K, M or G");
        }
        return Long.parseLong(digits) << shift;
    }

    private static List<ListenAddress> listen(List<ListenAddress> before, Arguments words) throws ConfigException {
        if (words.count() < 1 || words.count() > 2) {
            throw words.wrong("Listen requires 1 or 2 arguments.");
        }
        String text = words.text(0);
        int colon = text.lastIndexOf(':');
        String host = colon > text.indexOf(']') ? text.substring(0, colon) : "";
        String portText = colon > text.indexOf(']') ? text.substring(colon + 1) : text;
        if (!portText.chars().allMatch(Character::isDigit) || portText.isEmpty()) {
            throw words.wrong("Port must be specified");
        }
        int port = portText.length() > 5 ? 65536 : Integer.parseInt(portText);
        if (port == 0 || port > 65535) {
            throw words.wrong("Invalid address or port");
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        String protocol = words.count() > 1 ? words.text(1).toLowerCase(Locale.ROOT) : port == 443 ? "https" : "http";
        var more = new ArrayList<>(before);
        for (String address : addresses(host, words)) {
            if (before.stream().noneMatch(other -> other.address().equals(address) && other.port() == port)) {
                more.add(new ListenAddress(address, port, protocol));
            } else if (!host.equals("::")) { // beside a plain port it means the same, and httpd lets it pass
                throw words.wrong("Cannot define multiple Listeners on the same IP:port");
            }
        }
        return List.copyOf(more);
    }

    /// The addresses that a Listen line means, each written in one way only: names are looked up, and `*`, `[::]` and nothing are all one.
    private static Set<String> addresses(String host, Arguments words) throws ConfigException {
        if (host.isEmpty() || host.equals("*") || host.equals("::")) {
            return Set.of("");
        }
        var addresses = new LinkedHashSet<String>();
        for (String address : words.addresses(host)) {
            addresses.add(address.equals(ANY) ? "" : address);
        }
        if (addresses.isEmpty()) {
            throw words.wrong("Listen setup failed: " + host + " is no address, and no name that resolves to one");
        }
        return addresses;
    }

    private static Map<String, String> filter(Map<String, String> before, Arguments words) {
        var more = new java.util.TreeMap<>(before);
        more.put(words.text(0).toLowerCase(Locale.ROOT), words.text(1));
        return Map.copyOf(more);
    }
}
