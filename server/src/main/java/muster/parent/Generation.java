package muster.parent;

import java.io.IOException;
import java.util.List;
import muster.child.Credentials;
import muster.config.ConfigSlot;
import muster.core.ServerSettings;
import muster.mpm.MpmSettings;
import muster.mpm.MpmSizes;
import muster.parent.SparePolicy.Limits;
import muster.parent.SparePolicy.SpawnRate;
import muster.posix.Descriptors;
import muster.posix.Memory;

/// One reading of the configuration and everything that serves it: snapshot, sockets, logs, limits, and how starting its
/// children goes.
final class Generation {
    private final int number;
    private final Reading reading;
    private final Credentials credentials;
    private final List<Integer> listeners;
    private final RunningPrograms programs;
    private final Limits limits;
    private int snapshot;
    private int snapshotSize;
    private final int shared;
    private final int initialChildren;
    private final long startMillis = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();
    private SpawnRate rate = SpawnRate.SLOW;
    private StartBackoff backoff = StartBackoff.NONE;
    private long startsAgainAt;
    private int youngDeaths;
    private long youngSince;
    private boolean everReady;
    private int lost;
    private boolean settled;
    private boolean reportedFull;
    private boolean closed;

    /// @param listeners descriptors, in the order of the Listen lines; they belong to the [ListenTable]
    /// @param programs started
    Generation(
            int number,
            Reading reading,
            Credentials credentials,
            List<Integer> listeners,
            RunningPrograms programs,
            Limits limits,
            int initialChildren)
            throws IOException {
        this.number = number;
        this.reading = reading;
        this.credentials = credentials;
        this.listeners = List.copyOf(listeners);
        this.programs = programs;
        this.limits = limits;
        this.initialChildren = initialChildren;
        this.snapshot = Memory.sealed("muster-configuration-" + number, reading.snapshot());
        this.snapshotSize = reading.snapshot().length;
        this.shared = Memory.create("muster-shared-" + number, sharedSize());
    }

    int number() {
        return number;
    }

    Reading reading() {
        return reading;
    }

    Credentials credentials() {
        return credentials;
    }

    /// A child has died without having been told to.
    void lostOne() {
        lost++;
    }

    /// How many such children have not been replaced.
    int lost() {
        return lost;
    }

    void replaced(int count) {
        lost -= count;
    }

    ParentLogs logs() {
        return reading.logs();
    }

    MpmSizes sizes() {
        return reading.sizes();
    }

    MpmMessages messages() {
        return MpmMessages.of(reading.mpm().name());
    }

    List<Integer> listeners() {
        return listeners;
    }

    /// What runs for its children.
    RunningPrograms programs() {
        return programs;
    }

    Limits limits() {
        return limits;
    }

    /// The sealed memfd.
    int snapshotSize() {
        return snapshotSize;
    }

    /// Children that are started from now on are given this, in which some files are newer.
    void renew(byte[] renewed) throws IOException {
        int before = snapshot;
        snapshot = Memory.sealed("muster-configuration-" + number, renewed);
        snapshotSize = renewed.length;
        Descriptors.close(before);
    }

    int snapshot() {
        return snapshot;
    }

    /// The memfd that the children of this generation share, and the parent never looks at.
    int shared() {
        return shared;
    }

    int sharedSize() {
        return Math.toIntExact(Math.max(1, reading.sharedBytes()));
    }

    int threads() {
        return limits.threads();
    }

    int initialChildren() {
        return initialChildren;
    }

    long startMillis() {
        return startMillis;
    }

    long ageMillis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    <C> C setting(ConfigSlot<C> slot) {
        return reading.settings().get(slot);
    }

    /// How many connections an async child takes in all: ThreadsPerChild at work and, for each, AsyncRequestWorkerFactor more. An
    /// idle connection costs kilobytes, so the limit is far above httpd's; it protects memory, not workers.
    int connectionLimit() {
        double factor = 1 + Math.max(0, setting(MpmSettings.ASYNC_REQUEST_WORKER_FACTOR));
        return (int) Math.min(1_000_000, Math.max(16_384, threads() * factor));
    }

    String serverRoot() {
        return setting(ServerSettings.SERVER_ROOT);
    }

    SpawnRate rate() {
        return rate;
    }

    void rate(SpawnRate next) {
        rate = next;
    }

    /// Whether children may be started now, or recent failures ask for patience.
    boolean mayStart() {
        return backoff.failures() == 0 || System.nanoTime() - startsAgainAt >= 0;
    }

    /// A child died before it was ready, or at once after; says in how many seconds the next attempt follows.
    int startFailed() {
        if (mayStart()) {
            backoff = backoff.failed();
            startsAgainAt = System.nanoTime() + backoff.seconds() * 1_000_000_000L;
        }
        return backoff.seconds();
    }

    /// A child died soon after it was ready. Somebody may have killed all there were, and they are replaced at once; when more die
    /// so within the same few seconds, something is wrong with them, and the next attempt waits.
    void diedYoung(long windowMillis) {
        long now = System.nanoTime();
        if (youngDeaths == 0 || now - youngSince > windowMillis * 1_000_000L) {
            youngSince = now;
            youngDeaths = 0;
        }
        youngDeaths++;
        if (youngDeaths > initialChildren) {
            startFailed();
        }
    }

    int failures() {
        return backoff.failures();
    }

    void childReady() {
        everReady = true;
        backoff = StartBackoff.NONE;
    }

    /// Whether a child of it has ever accepted.
    boolean everReady() {
        return everReady;
    }

    /// Whether the children it starts with have all been started; from then on [SparePolicy] decides.
    boolean settled() {
        return settled;
    }

    void settle() {
        settled = true;
    }

    /// Whether this is the first time since capacity was free that it is exhausted: said once.
    boolean reportFull() {
        boolean first = !reportedFull;
        reportedFull = true;
        return first;
    }

    void notFull() {
        reportedFull = false;
    }

    /// Gives snapshot and logs back, and ends the programs. The sockets may be another generation's too.
    void close() {
        if (!closed) {
            closed = true;
            Descriptors.close(snapshot);
            Descriptors.close(shared);
            reading.logs().close();
            programs.end();
        }
    }
}
