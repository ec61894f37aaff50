package muster.parent;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import muster.log.Log;
import muster.log.LogLevel;
import muster.mpm.MpmSettings;
import muster.parent.ChildHandle.State;
import muster.parent.SparePolicy.Adjustment;
import muster.parent.SparePolicy.Full;
import muster.parent.SparePolicy.Hold;
import muster.parent.SparePolicy.Retire;
import muster.parent.SparePolicy.Snapshot;
import muster.parent.SparePolicy.Spawn;
import muster.posix.Epoll;
import muster.posix.ExitStatus;
import org.jspecify.annotations.Nullable;

/// The children of all generations that still run, and how many of them there should be.
final class Children {
    /// What an event of the parent's epoll is about: the low bits of its data; the rest is the child's key.
    static final int CONTROL = 1;
    static final int END = 2;
    static final int KIND_BITS = 2;

    /// More virtual machines than this starting together are all ready later.
    private static final int STARTS_AT_ONCE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    /// Children that end so soon after READY, one after another, would end again if they were replaced at once.
    private static final long YOUNG_MILLIS = 5_000;

    private final ChildStarter starter;
    private final Epoll epoll;
    private final StatusBoard board;
    private final Supplier<Log> log;
    private final Map<Long, ChildHandle> byKey = new LinkedHashMap<>();
    private long nextKey = 1;

    /// @param log of the generation that serves
    Children(ChildStarter starter, Epoll epoll, StatusBoard board, Supplier<Log> log) {
        this.starter = starter;
        this.epoll = epoll;
        this.board = board;
        this.log = log;
    }

    @Nullable ChildHandle byKey(long key) {
        return byKey.get(key);
    }

    Collection<ChildHandle> all() {
        return byKey.values();
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    boolean has(int pid) {
        for (ChildHandle child : byKey.values()) {
            if (child.pid() == pid) {
                return true;
            }
        }
        return false;
    }

    boolean hasAnyOf(Generation generation) {
        for (ChildHandle child : byKey.values()) {
            if (child.generation() == generation) {
                return true;
            }
        }
        return false;
    }

    int count(Generation generation, State state) {
        int count = 0;
        for (ChildHandle child : byKey.values()) {
            count += child.generation() == generation && child.state() == state ? 1 : 0;
        }
        return count;
    }

    /// Workers of a generation that are at work.
    int busy(Generation generation) {
        int busy = 0;
        for (ChildHandle child : byKey.values()) {
            if (child.generation() == generation && child.serving()) {
                busy += generation.threads() - child.page().idle();
            }
        }
        return busy;
    }

    /// Starts what is missing of a generation, and, once a second, retires what is too much.
    /// @param mayRetire whether this look is the one of the second
    void keep(Generation generation, boolean mayRetire) {
        if (!generation.mayStart()) {
            return;
        }
        int starting = count(generation, State.STARTING);
        int alive = starting + count(generation, State.SERVING);
        if (!generation.settled()) {
            int missing = generation.initialChildren() - alive;
            if (missing <= 0) {
                generation.settle();
            } else {
                start(generation, missing, starting);
                return;
            }
        }
        int lost = Math.min(generation.lost(), generation.limits().serverLimit() - alive);
        if (lost > 0) {
            // A crash takes no capacity away, even where those left have enough idle workers for now.
            generation.replaced(start(generation, lost, starting));
            return;
        }
        var now = new Snapshot(alive, starting, idle(generation));
        Adjustment decision = SparePolicy.adjust(now, generation.limits(), generation.rate());
        boolean retires = decision instanceof Retire;
        if (retires && !mayRetire) {
            return;
        }
        act(generation, decision, now);
        generation.rate(SparePolicy.nextRate(decision, generation.rate()));
    }

    private void act(Generation generation, Adjustment decision, Snapshot now) {
        switch (decision) {
            case Hold _ -> generation.notFull();
            case Spawn(int count) -> {
                generation.notFull();
                if (SparePolicy.seemsBusy(decision, generation.rate())) {
                    sayBusy(generation, count, now);
                }
                start(generation, count, now.starting());
            }
            case Retire(int count) -> retire(generation, count);
            case Full(boolean exhausted) -> sayFull(generation, exhausted);
        }
    }

    private int idle(Generation generation) {
        int idle = 0;
        for (ChildHandle child : byKey.values()) {
            if (child.generation() == generation && child.serving()) {
                idle += child.page().idle();
            }
        }
        return idle;
    }

    /// @return how many were started: fewer than wanted while others are starting, or after failures
    private int start(Generation generation, int wanted, int starting) {
        int most = generation.failures() > 0 ? 1 : STARTS_AT_ONCE;
        int started = 0;
        while (started < wanted && starting + started < most && startOne(generation) != null) {
            started++;
        }
        return started;
    }

    /// Starts a child; null if the system has no room for one, which is logged, and tried again later.
    private @Nullable ChildHandle startOne(Generation generation) {
        try {
            ChildHandle child = starter.start(generation, freeSlot());
            long key = nextKey++;
            byKey.put(key, child);
            epoll.add(child.control(), Epoll.IN, key << KIND_BITS | CONTROL);
            epoll.add(child.pidfd(), Epoll.IN, key << KIND_BITS | END);
            return child;
        } catch (IOException refused) {
            int seconds = generation.startFailed();
            log.get().write(
                            LogLevel.ALERT,
                            module(generation),
                            60026,
                            "a child can't be started: " + refused.getMessage() + "; next attempt in " + seconds + " s");
            return null;
        }
    }

    private int freeSlot() {
        for (int slot = 0; ; slot++) {
            if (!taken(slot)) {
                return slot;
            }
        }
    }

    private boolean taken(int slot) {
        for (ChildHandle child : byKey.values()) {
            if (child.slot() == slot) {
                return true;
            }
        }
        return false;
    }

    /// Tells the children with the most idle workers to finish; of equals the youngest, which has compiled least.
    private void retire(Generation generation, int count) {
        for (int i = 0; i < count; i++) {
            ChildHandle chosen = null;
            for (ChildHandle child : byKey.values()) {
                if (child.generation() == generation
                        && child.serving()
                        && (chosen == null || child.page().idle() >= chosen.page().idle())) {
                    chosen = child;
                }
            }
            if (chosen != null) {
                chosen.stop(Grace.millis(generation));
            }
        }
    }

    /// A child has said READY.
    void ready(ChildHandle child) {
        child.generation().childReady();
        ChildHandle old = child.becameReady();
        if (old != null && old.serving()) {
            old.stop(Grace.millis(old.generation()));
        }
    }

    /// Starts a replacement for a child that has served enough; it goes on serving until that one is ready.
    void replace(ChildHandle old) {
        if (!old.serving() || old.beingReplaced() || !old.generation().mayStart()) {
            return;
        }
        ChildHandle fresh = startOne(old.generation());
        if (fresh != null) {
            fresh.replaces(old);
        }
    }

    /// Looks for one child of a generation that has grown too large or too old.
    void replaceWorn(Generation generation) {
        long memory = generation.setting(MpmSettings.MAX_CHILD_MEMORY);
        long age = generation.setting(MpmSettings.MAX_CHILD_AGE) * 1000;
        if (memory == 0 && age == 0) {
            return;
        }
        for (ChildHandle child : byKey.values()) {
            if (child.generation() == generation && child.serving() && !child.beingReplaced()) {
                boolean old = age > 0 && child.ageMillis() > age;
                if (old || memory > 0 && ProcessFacts.privateMemory(child.pid()) > memory) {
                    replace(child);
                    return;
                }
            }
        }
    }

    /// A child has ended and is reaped: forgets it, and says so if nobody had told it to.
    /// @return whether it died before it was ready
    boolean ended(long key, ChildHandle child, ExitStatus status) throws IOException {
        byKey.remove(key);
        boolean neverReady = child.state() == State.STARTING;
        if (!child.stopping()) {
            child.generation().lostOne();
        }
        if (neverReady) {
            sayNotReady(child, status);
        } else if (!child.stopping()) {
            sayEnded(child, status);
            if (child.ageMillis() < YOUNG_MILLIS) {
                child.generation().diedYoung(YOUNG_MILLIS);
            }
        }
        ChildHandle replacing = child.replacing();
        if (replacing != null) {
            replacing.notReplaced();
        }
        child.close();
        return neverReady;
    }

    /// Ends children that were told to finish and take too long.
    void enforceDeadlines() {
        for (ChildHandle child : byKey.values()) {
            try {
                if (child.enforceDeadline()) {
                    log.get().write(
                                    LogLevel.WARN,
                                    "core",
                                    46,
                                    "child process " + child.pid() + " still did not exit, sending a SIGKILL");
                }
            } catch (IOException refused) {
                log.get().error("core", 47, "could not make child process " + child.pid() + " exit: " + refused.getMessage());
            }
        }
    }

    StatusBoard board() {
        return board;
    }

    private void sayNotReady(ChildHandle child, ExitStatus status) {
        int seconds = child.generation().startFailed();
        String how = EndReport.how(status, child.generation().serverRoot());
        log.get().write(
                        LogLevel.ERROR,
                        module(child.generation()),
                        60020,
                        "child pid " + child.pid() + " exit " + how + " before it was ready; next attempt in " + seconds + " s");
    }

    private void sayEnded(ChildHandle child, ExitStatus status) {
        String text = EndReport.text(
                child.pid(), status, child.page().rows(), System.currentTimeMillis(), child.generation().serverRoot());
        LogLevel level = status instanceof ExitStatus.Killed ? LogLevel.NOTICE : LogLevel.ERROR;
        log.get().write(level, "core", EndReport.number(status), text);
    }

    private void sayFull(Generation generation, boolean exhausted) {
        if (!generation.reportFull()) {
            return;
        }
        MpmMessages messages = generation.messages();
        if (exhausted || messages.full() == messages.nearlyFull()) {
            log.get().error(
                            module(generation),
                            messages.full(),
                            "server reached MaxRequestWorkers setting, consider raising the MaxRequestWorkers setting");
        } else {
            log.get().error(
                            module(generation),
                            messages.nearlyFull(),
                            "server is within MinSpareThreads of MaxRequestWorkers, consider raising the MaxRequestWorkers setting");
        }
    }

    private void sayBusy(Generation generation, int count, Snapshot now) {
        String directives = generation.reading().mpm().threaded()
                ? "StartServers, ThreadsPerChild or Min/MaxSpareThreads"
                : "StartServers, or Min/MaxSpareServers";
        log.get().info(
                        module(generation),
                        generation.messages().busy(),
                        "server seems busy, (you may need to increase " + directives + "), spawning " + count
                                + " children, there are " + now.idle() + " idle, and " + now.alive() + " total children");
    }

    static String module(Generation generation) {
        return "mpm_" + generation.reading().mpm().name();
    }
}
