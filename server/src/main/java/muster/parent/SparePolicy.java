package muster.parent;

import muster.mpm.MpmSizes;

/// How many children there should be. Pure functions: the same sight always leads to the same decision. Under prefork a
/// child has one worker; under a threaded MPM ThreadsPerChild.
public final class SparePolicy {
    /// What a look at the serving generation shows. Children that are to finish are not in it: they take no capacity.
    /// @param alive children that serve or are starting
    /// @param starting those that have not said READY
    /// @param idle workers that could take a connection now
    public record Snapshot(int alive, int starting, int idle) {}

    /// What the configuration allows.
    /// @param minSpare idle workers to keep at least
    /// @param maxSpare idle workers above which a child is retired
    /// @param serverLimit most children
    /// @param threads workers a child
    public record Limits(int minSpare, int maxSpare, int serverLimit, int threads) {
        static Limits of(MpmSizes sizes) {
            return new Limits(sizes.minSpare(), sizes.maxSpare(), sizes.maxServers(), sizes.threadsPerChild());
        }

        /// One child and no other (`-X`).
        static Limits single(MpmSizes sizes) {
            return new Limits(1, Integer.MAX_VALUE, 1, sizes.threadsPerChild());
        }
    }

    /// How many children to start at once: 1, 2, 4, ... 32, as long as there are too few.
    public record SpawnRate(int next) {
        public static final SpawnRate SLOW = new SpawnRate(1);
        private static final int MOST = 32;

        SpawnRate faster() {
            return new SpawnRate(Math.min(MOST, next * 2));
        }
    }

    /// What to do.
    public sealed interface Adjustment {}

    /// Nothing.
    public record Hold() implements Adjustment {}

    /// Start this many children.
    public record Spawn(int children) implements Adjustment {}

    /// Tell this many idle children to finish.
    public record Retire(int children) implements Adjustment {}

    /// There should be more, but MaxRequestWorkers is reached.
    /// @param exhausted whether no worker at all is idle
    public record Full(boolean exhausted) implements Adjustment {}

    private static final int BUSY_RATE = 8;

    private SparePolicy() {}

    /// Decides what to do about spare children.
    public static Adjustment adjust(Snapshot now, Limits limits, SpawnRate rate) {
        int expected = now.idle() + now.starting() * limits.threads();
        if (expected < limits.minSpare()) {
            int room = limits.serverLimit() - now.alive();
            if (room > 0) {
                return new Spawn(Math.min(Math.min(rate.next(), room), useful(limits, expected)));
            }
            return now.starting() == 0 ? new Full(now.idle() == 0) : new Hold();
        }
        boolean enoughWithout = now.idle() - limits.threads() >= limits.minSpare();
        if (now.idle() > limits.maxSpare() && enoughWithout && now.alive() > 1) {
            return new Retire(1);
        }
        return new Hold();
    }

    /// The rate for the next look.
    public static SpawnRate nextRate(Adjustment done, SpawnRate rate) {
        return done instanceof Spawn ? rate.faster() : SpawnRate.SLOW;
    }

    /// Whether starting goes so fast that the operator should know ("server seems busy").
    public static boolean seemsBusy(Adjustment done, SpawnRate rate) {
        return done instanceof Spawn && rate.next() >= BUSY_RATE;
    }

    /// How many children a new generation starts with: enough for what the old one is working on, and the spare ones.
    /// @param busy workers of the generation before that are at work
    public static int initial(MpmSizes sizes, int busy) {
        int threads = sizes.threadsPerChild();
        int forTheBusy = (int) Math.min(Integer.MAX_VALUE, ((long) busy + sizes.minSpare() + threads - 1) / threads);
        int wanted = busy == 0 ? sizes.startServers() : Math.max(sizes.startServers(), forTheBusy);
        return Math.clamp(wanted, 1, Math.max(1, sizes.maxServers()));
    }

    /// More children than this would only be retired again.
    private static int useful(Limits limits, int expected) {
        long missing = (long) limits.maxSpare() - expected;
        return Math.clamp(missing / limits.threads(), 1, Integer.MAX_VALUE);
    }
}
