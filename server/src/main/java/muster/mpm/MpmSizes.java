package muster.mpm;

import java.util.ArrayList;
import java.util.List;
import muster.config.ConfigSlot;
import muster.config.Settings;
import muster.config.Warning;

/// How many children and threads there may be: what the configuration says, the MPM's defaults where it says nothing, and
/// every value brought into the bounds that the others set.
///
/// @param startServers children at start, at least 1
/// @param minSpare idle workers to keep ready at least: children under prefork, threads under a threaded MPM
/// @param maxSpare idle workers above which a child is retired
/// @param serverLimit most children
/// @param threadLimit upper bound of threadsPerChild in this run; 1 under prefork
/// @param threadsPerChild 1 under prefork
/// @param maxRequestWorkers requests worked on at once; under a threaded MPM a multiple of threadsPerChild
/// @param warnings in httpd's words, for values that had to be changed
public record MpmSizes(
        int startServers,
        int minSpare,
        int maxSpare,
        int serverLimit,
        int threadLimit,
        int threadsPerChild,
        int maxRequestWorkers,
        List<Warning> warnings) {
    private static final int MAX_PREFORK_SERVERS = 200_000;
    private static final int MAX_THREADED_SERVERS = 20_000;
    private static final int MAX_THREADS = 20_000;

    public MpmSizes {
        warnings = List.copyOf(warnings);
    }

    /// The most children that [#maxRequestWorkers] can fill.
    public int maxServers() {
        return maxRequestWorkers / threadsPerChild;
    }

    /// @param settings the main host's
    public static MpmSizes of(Settings settings, Mpm mpm) {
        return mpm.threaded()
                ? new Check(settings, mpm.async() ? 197 : 0).threaded()
                : new Check(settings, 0).processes();
    }

    /// One pass over the values. The numbers of the event MPM's messages are those of worker's and an offset.
    private static final class Check {
        private final Settings settings;
        private final int offset;
        private final List<Warning> warnings = new ArrayList<>();

        Check(Settings settings, int offset) {
            this.settings = settings;
            this.offset = offset;
        }

        MpmSizes processes() {
            int servers = upTo(
                    atLeastOne(177, "ServerLimit", said(MpmSettings.SERVER_LIMIT, 256), ""),
                    175, "ServerLimit", MAX_PREFORK_SERVERS, "servers");
            int workers = said(MpmSettings.MAX_REQUEST_WORKERS, 256);
            if (workers > servers) {
                warn(180, "MaxRequestWorkers of " + workers + " exceeds ServerLimit value of " + servers
                        + " servers, decreasing MaxRequestWorkers to " + servers
                        + ". To increase, please see the ServerLimit directive.");
                workers = servers;
            }
            workers = atLeastOne(182, "MaxRequestWorkers", workers, "");
            int start = atLeastOne(184, "StartServers", said(MpmSettings.START_SERVERS, 5), "");
            int min = minSpare(186, "MinSpareServers", said(MpmSettings.MIN_SPARE_SERVERS, 5));
            int max = Math.max(said(MpmSettings.MAX_SPARE_SERVERS, 10), min + 1);
            return new MpmSizes(Math.min(start, workers), min, max, servers, 1, 1, workers, warnings);
        }

        MpmSizes threaded() {
            int servers = upTo(
                    atLeastOne(302, "ServerLimit", said(MpmSettings.SERVER_LIMIT, 16), ""),
                    300, "ServerLimit", MAX_THREADED_SERVERS, "servers");
            int limit = upTo(
                    atLeastOne(307, "ThreadLimit", said(MpmSettings.THREAD_LIMIT, 64), ""),
                    305, "ThreadLimit", MAX_THREADS, "threads");
            int threads = threadsPerChild(limit);
            int workers = workers(servers, threads);
            int start = atLeastOne(320, "StartServers", said(MpmSettings.START_SERVERS, 3), "");
            int min = minSpare(322, "MinSpareThreads", said(MpmSettings.MIN_SPARE_THREADS, 75));
            int max = Math.max(said(MpmSettings.MAX_SPARE_THREADS, 250), min + threads);
            return new MpmSizes(
                    Math.min(start, workers / threads), min, max, servers, limit, threads, workers, warnings);
        }

        private int threadsPerChild(int limit) {
            int threads = said(MpmSettings.THREADS_PER_CHILD, 25);
            if (threads > limit) {
                warn(310, "ThreadsPerChild of " + threads + " exceeds ThreadLimit of " + limit
                        + " threads, decreasing to " + limit
                        + ". To increase, please see the ThreadLimit directive.");
                return limit;
            }
            return atLeastOne(312, "ThreadsPerChild", threads, "");
        }

        private int workers(int servers, int threads) {
            int workers = said(MpmSettings.MAX_REQUEST_WORKERS, 16 * 25);
            if (workers < threads) {
                warn(314, "MaxRequestWorkers of " + workers + " is less than ThreadsPerChild of " + threads
                        + ", increasing to " + threads + ". MaxRequestWorkers must be at least as large as the number of "
                        + "threads in a single server.");
                return threads;
            }
            if (workers % threads > 0) {
                int whole = workers / threads * threads;
                warn(316, "MaxRequestWorkers of " + workers + " is not an integer multiple of ThreadsPerChild of "
                        + threads + ", decreasing to nearest multiple " + whole + ", for a maximum of "
                        + whole / threads + " servers.");
                workers = whole;
            }
            if (workers / threads > servers) {
                warn(318, "MaxRequestWorkers of " + workers + " would require " + workers / threads
                        + " servers and would exceed ServerLimit of " + servers + ", decreasing to "
                        + servers * threads + ". To increase, please see the ServerLimit directive.");
                workers = servers * threads;
            }
            return workers;
        }

        private int minSpare(int number, String name, int value) {
            return atLeastOne(
                    number, name, value, " to avoid almost certain server failure. Please read the documentation");
        }

        private int said(ConfigSlot<Integer> slot, int otherwise) {
            int value = settings.get(slot);
            return settings.sets(slot) ? value : otherwise;
        }

        private int atLeastOne(int number, String name, int value, String reason) {
            if (value >= 1) {
                return value;
            }
            warn(number, name + " of " + value + " not allowed, increasing to 1" + reason + ".");
            return 1;
        }

        private int upTo(int value, int number, String name, int most, String what) {
            if (value <= most) {
                return value;
            }
            warn(number, name + " of " + value + " exceeds compile-time limit of " + most + " " + what
                    + ", decreasing to " + most + ".");
            return most;
        }

        private void warn(int number, String message) {
            warnings.add(new Warning(number + offset, "WARNING: " + message, null));
        }
    }
}
