package muster.parent;

import java.io.IOException;
import java.util.List;
import muster.child.Credentials;
import muster.child.ExitCode;
import muster.child.ToParent;
import muster.config.ConfigException;
import muster.config.Warning;
import muster.core.Product;
import muster.core.ServerSettings;
import muster.log.Log;
import muster.log.LogLevel;
import muster.mpm.MpmSettings;
import muster.parent.ChildHandle.State;
import muster.parent.SparePolicy.Limits;
import muster.posix.Epoll;
import muster.posix.Errno;
import muster.posix.ExitStatus;
import muster.posix.ExitStatus.Exited;
import muster.posix.PosixException;
import muster.posix.Processes;
import muster.posix.Signals;
import org.jspecify.annotations.Nullable;

/// httpd's control process: one thread, one loop.
///
/// ```
/// RUNNING --TERM, INT--> STOPPING (children end now)  ---- no child left --> done
///    |`-----WINCH------> DRAINING (children finish) -----------'
///    `--HUP, USR1: a new generation starts beside the old one; when it is ready, the old one ends
/// ```
public final class Parent {
    /// What the process calls itself.
    static final String NAME = "muster";

    private enum Phase {
        RUNNING,
        DRAINING,
        STOPPING
    }

    private static final int TICK_MILLIS = 1000;
    /// How often files that may be renewed are looked at, in ticks.
    private static final int TICKS_TO_RENEWAL = 10;
    private static final int EVENTS = 64;
    private static final int SIGNAL = 0;
    /// A new generation that has at least one child takes over after this time, even if not all have started.
    private static final long TAKE_OVER_MILLIS = 10_000;
    /// So many children in a row that never became ready, and their generation is given up.
    private static final int FAILURES_MOST = 4;

    private final ConfigurationSource source;
    private final ParentOptions options;
    private final ServiceManager manager = new ServiceManager(System.getenv());
    private final ListenTable listeners = new ListenTable(manager.sockets());
    private final Epoll epoll = new Epoll(EVENTS);
    private final SignalQueue signals = new SignalQueue();
    private final StatusBoard board = new StatusBoard();
    private final Children children;
    private final boolean firstProcess = Processes.getpid() == 1;

    private Phase phase = Phase.RUNNING;
    private int nextGeneration;
    private int ticks;
    private @Nullable Generation serving;
    /// Started, and not ready yet.
    private @Nullable Generation coming;
    /// Whether the old generation's children end at once when the coming one is ready (SIGHUP), or finish first.
    private boolean endOldAtOnce;
    private String pidFile = "";
    private int exitCode;

    public Parent(ConfigurationSource source, ParentOptions options) throws IOException {
        this.source = source;
        this.options = options;
        this.children = new Children(new ChildStarter(options.childCommand(), board.descriptor()), epoll, board, this::log);
        epoll.add(signals.descriptor(), Epoll.IN, SIGNAL);
    }

    /// Serves until a signal ends it. Returns the exit code of the process.
    /// @throws ConfigException if the configuration is wrong at start: nothing was started
    /// @throws IOException if a log can't be opened or an address can't be bound at start
    public int run() throws ConfigException, IOException {
        Processes.name(NAME);
        try {
            begin(source.read(nextGeneration));
        } catch (ListenTable.ListenException refused) {
            throw new IOException(
                    refused.getMessage() + "\nno listening sockets available, shutting down\nAH00015: Unable to open logs", refused);
        }
        long nextTick = System.nanoTime();
        while (phase == Phase.RUNNING || !children.isEmpty()) {
            long wait = (nextTick - System.nanoTime() + 999_999) / 1_000_000;
            int events = wait > 0 ? epoll.await((int) Math.min(wait, TICK_MILLIS)) : epoll.await(0);
            for (int i = 0; i < events; i++) {
                dispatch(epoll.data(i));
            }
            if (System.nanoTime() - nextTick >= 0) {
                nextTick = System.nanoTime() + TICK_MILLIS * 1_000_000L;
                tick();
            }
        }
        end();
        return exitCode;
    }

    private void dispatch(long data) throws IOException {
        int kind = (int) data & (1 << Children.KIND_BITS) - 1;
        if (kind == SIGNAL) {
            signals.drain();
            for (Integer signal = signals.next(); signal != null; signal = signals.next()) {
                onSignal(signal);
            }
            return;
        }
        long key = data >> Children.KIND_BITS;
        ChildHandle child = children.byKey(key);
        if (child == null) {
            return;
        }
        if (kind == Children.END) {
            onEnd(key, child);
        } else {
            onMessages(child);
        }
    }

    private void onSignal(int signal) {
        if (phase == Phase.STOPPING) {
            return;
        }
        switch (signal) {
            case Signals.SIGTERM, Signals.SIGINT -> {
                // The first process of a container is told TERM when the container is to go: nothing else would let it finish.
                if (firstProcess && phase == Phase.RUNNING) {
                    drain();
                } else {
                    stop();
                }
            }
            case Signals.SIGWINCH -> {
                if (!options.onTerminal() && phase == Phase.RUNNING) {
                    drain();
                }
            }
            case Signals.SIGHUP -> restart(true);
            case Signals.SIGUSR1 -> restart(false);
            default -> log().debug("core", 0, "ignoring " + Signals.name(signal));
        }
    }

    private void onMessages(ChildHandle child) throws IOException {
        for (int code = child.nextMessage(); code != -1; code = child.nextMessage()) {
            if (code == -2) {
                // Its end follows; the hang-up would be reported for ever.
                if (child.fallsSilent()) {
                    epoll.remove(child.control());
                }
                return;
            }
            ToParent message = ToParent.of((byte) code);
            if (message != null) {
                onMessage(child, message);
            }
        }
    }

    private void onMessage(ChildHandle child, ToParent message) throws IOException {
        switch (message) {
            case READY -> {
                if (child.state() == State.STARTING) {
                    log().debug("core", 60027, "child pid " + child.pid() + " is ready after " + child.ageMillis() + " ms");
                    children.ready(child);
                    takeOverIfReady();
                    keepAll(false);
                }
            }
            case REPLACE -> {
                if (phase == Phase.RUNNING) {
                    children.replace(child);
                }
            }
            case LOOK -> board.refresh(serving, children.all());
        }
    }

    private void onEnd(long key, ChildHandle child) throws IOException {
        onMessages(child);
        board.departed(child);
        ExitStatus status = Processes.reap(child.pidfd());
        if (status == null) {
            return;
        }
        boolean neverReady = children.ended(key, child, status);
        Generation generation = child.generation();
        if (neverReady && generation == coming && phase == Phase.RUNNING) {
            giveUpIfHopeless(generation, child, status);
        }
        if (generation != serving && generation != coming && !children.hasAnyOf(generation)) {
            generation.close();
        }
        takeOverIfReady();
        keepAll(false);
    }

    private void tick() throws IOException {
        children.enforceDeadlines();
        while (firstProcess && Processes.reapOrphan(this::ours)) {
            log().debug("core", 0, "reaped an orphan");
        }
        takeOverIfReady();
        Generation current = serving;
        if (current != null && phase == Phase.RUNNING) {
            reopenLogs(current);
            current.logs().tend();
            current.programs().tend();
            children.replaceWorn(current);
            if (++ticks % TICKS_TO_RENEWAL == 0) {
                renew(current);
            }
        }
        keepAll(true);
    }

    /// Looks whether certificates have been replaced, and gives them to the children.
    private void renew(Generation current) {
        byte[] renewed = current.reading().renewals().look(said -> log().write(LogLevel.ERROR, "ssl", 60111, said));
        if (renewed == null) {
            return;
        }
        try {
            current.renew(renewed);
        } catch (IOException refused) {
            log().error("core", 60112, "certificates that were replaced can't be handed to children: " + refused.getMessage());
            return;
        }
        for (ChildHandle child : children.all()) {
            if (child.generation() == current) {
                child.giveSnapshot(current.snapshot(), current.snapshotSize());
            }
        }
        log().write(LogLevel.NOTICE, "ssl", 60113, "certificates and keys have been renewed");
    }

    private boolean ours(int pid) {
        Generation current = serving;
        Generation next = coming;
        return children.has(pid)
                || current != null && (current.logs().owns(pid) || current.programs().owns(pid))
                || next != null && next.programs().owns(pid);
    }

    private void keepAll(boolean mayRetire) {
        if (phase != Phase.RUNNING) {
            return;
        }
        if (coming != null) {
            children.keep(coming, false);
        }
        if (serving != null) {
            children.keep(serving, mayRetire && coming == null);
        }
    }

    private void reopenLogs(Generation current) {
        List<Integer> moved = current.logs().reopenMoved();
        if (moved.isEmpty()) {
            return;
        }
        int[] descriptors = current.logs().descriptors();
        for (ChildHandle child : children.all()) {
            if (child.generation() == current) {
                for (int place : moved) {
                    child.giveLogs(place, descriptors[place]);
                }
            }
        }
    }

    /// Makes a reading the coming generation and starts its first children.
    private void begin(Reading reading) throws ConfigException, IOException {
        Generation begun;
        var programs = new RunningPrograms(reading.logs());
        try {
            Credentials credentials = PrivilegeCheck.credentials(reading.settings());
            Limits limits = options.oneChild() ? Limits.single(reading.sizes()) : Limits.of(reading.sizes());
            Generation old = serving;
            int first = options.oneChild() ? 1 : SparePolicy.initial(reading.sizes(), old == null ? 0 : children.busy(old));
            List<Integer> sockets = listeners.open(reading.settings());
            programs.start(reading.programs());
            begun = new Generation(nextGeneration, reading, credentials, sockets, programs, limits, first);
        } catch (ConfigException | IOException refused) {
            programs.end();
            reading.logs().close();
            throw refused;
        }
        nextGeneration++;
        supersede(begun);
        for (Warning warning : reading.sizes().warnings()) {
            log().write(LogLevel.WARN, Children.module(begun), warning.number(), warning.message());
        }
        if (serving == null) {
            firstPidFile(reading.settings().get(MpmSettings.PID_FILE));
        } else {
            writePidFile(reading.settings().get(MpmSettings.PID_FILE));
        }
        children.keep(begun, false);
    }

    /// A restart while another one is under way: the newer wins.
    private void supersede(Generation begun) {
        Generation before = coming;
        coming = begun;
        if (before != null) {
            dismiss(before, true);
        }
    }

    private void restart(boolean atOnce) {
        Generation current = serving;
        if (phase != Phase.RUNNING || current == null) {
            return;
        }
        MpmMessages messages = current.messages();
        log().write(
                        LogLevel.NOTICE,
                        Children.module(current),
                        atOnce ? messages.hangUp() : messages.graceful(),
                        atOnce ? "SIGHUP received.  Attempting to restart" : messages.gracefulText());
        manager.reloading();
        try {
            endOldAtOnce = atOnce;
            begin(source.read(nextGeneration));
        } catch (ConfigException wrong) {
            String where = wrong.position() == null ? "" : wrong.position() + ": ";
            refuse(where + wrong.getMessage());
        } catch (IOException impossible) {
            refuse(String.valueOf(impossible.getMessage()));
        }
    }

    private void refuse(String why) {
        log().write(LogLevel.ERROR, "core", 60024, "the configuration can't be used, serving goes on with the one before: " + why);
        manager.ready("serving; the last reload was refused");
    }

    /// Lets the coming generation take over once its first children are ready.
    private void takeOverIfReady() throws IOException {
        Generation next = coming;
        if (next == null || phase != Phase.RUNNING) {
            return;
        }
        int ready = children.count(next, State.SERVING);
        boolean enough = ready >= next.initialChildren() || ready > 0 && next.ageMillis() > TAKE_OVER_MILLIS;
        if (!enough) {
            return;
        }
        Generation old = serving;
        serving = next;
        coming = null;
        next.logs().takeOver();
        log().write(
                        LogLevel.NOTICE,
                        Children.module(next),
                        next.messages().resuming(),
                        next.reading().banner() + " configured -- resuming normal operations");
        log().info(Children.module(next), next.messages().built(), "Server built: " + Product.built());
        log().write(LogLevel.NOTICE, "core", 94, "Command line: '" + options.commandLine() + "'");
        if (old == null) {
            options.serving().run();
        } else {
            dismiss(old, endOldAtOnce);
        }
        listeners.keepOnly(next.setting(ServerSettings.LISTEN));
        manager.ready("serving with the " + next.reading().mpm().name() + " MPM");
    }

    /// Tells all children of a generation to end.
    private void dismiss(Generation generation, boolean atOnce) {
        for (ChildHandle child : children.all()) {
            if (child.generation() == generation) {
                if (atOnce) {
                    child.stopNow();
                } else {
                    child.stop(Grace.millis(generation));
                }
            }
        }
        if (!children.hasAnyOf(generation)) {
            generation.close();
        }
    }

    /// A generation whose children can't live ends the server if it is the first, and only itself otherwise.
    private void giveUpIfHopeless(Generation generation, ChildHandle child, ExitStatus status) throws IOException {
        ExitCode code = status instanceof Exited(int number) ? ExitCode.of(number) : null;
        boolean fatal = code != null && code.fatal();
        if (!fatal && generation.failures() < FAILURES_MOST || generation.everReady()) {
            return;
        }
        Generation current = serving;
        if (current != null) {
            coming = null;
            dismiss(generation, true);
            listeners.keepOnly(current.setting(ServerSettings.LISTEN));
            refuse("its children end before they are ready (" + EndReport.how(status, generation.serverRoot()) + ")");
            return;
        }
        if (fatal) {
            log().write(LogLevel.ALERT, "core", 50, "Child " + child.pid() + " returned a Fatal error... Muster is exiting!");
        } else {
            log().write(
                            LogLevel.ALERT,
                            Children.module(generation),
                            2324,
                            "A resource shortage or other unrecoverable failure was encountered before any child process "
                                    + "initialized successfully... Muster is exiting!");
        }
        exitCode = 1;
        stopChildren();
    }

    private void stop() {
        Generation current = serving == null ? coming : serving;
        if (current != null) {
            log().write(
                            LogLevel.NOTICE,
                            Children.module(current),
                            current.messages().terminate(),
                            "caught SIGTERM, shutting down");
        }
        stopChildren();
    }

    private void stopChildren() {
        phase = Phase.STOPPING;
        manager.stopping();
        listeners.close();
        for (ChildHandle child : children.all()) {
            child.stopNow();
        }
    }

    private void drain() {
        phase = Phase.DRAINING;
        manager.stopping();
        listeners.close();
        Generation current = serving == null ? coming : serving;
        if (current != null) {
            log().write(
                            LogLevel.NOTICE,
                            Children.module(current),
                            current.messages().windDown(),
                            "caught " + (firstProcess ? "SIGTERM" : "SIGWINCH") + ", shutting down gracefully");
        }
        for (ChildHandle child : children.all()) {
            child.stop(Grace.millis(child.generation()));
        }
    }

    private void end() {
        removePidFile();
        listeners.close();
        Generation last = serving == null ? coming : serving;
        if (last != null) {
            last.close();
            last.logs().end();
        }
        if (coming != null) {
            coming.close();
        }
    }

    /// A server that nobody could find is not started.
    private void firstPidFile(String path) throws IOException {
        try {
            replacePidFile(path);
        } catch (PosixException refused) {
            throw new IOException(
                    "(%d)%s: AH00099: could not create %s\nAH00100: could not log pid to file %s"
                            .formatted(refused.errno(), Errno.text(refused.errno()), path, path),
                    refused);
        }
    }

    private void writePidFile(String path) {
        try {
            replacePidFile(path);
        } catch (PosixException refused) {
            log().writeFailure(LogLevel.ERROR, "core", 99, refused.errno(), "could not create " + path);
        }
    }

    private void replacePidFile(String path) throws PosixException {
        if (path.isEmpty() || path.equals(pidFile)) {
            return;
        }
        int before = PidFile.read(path);
        if (before != 0 && before != Processes.getpid()) {
            log().warn("core", 98, "pid file " + path + " overwritten -- Unclean shutdown of previous Apache run?");
        }
        PidFile.write(path);
        removePidFile();
        pidFile = path;
    }

    private void removePidFile() {
        if (pidFile.isEmpty()) {
            return;
        }
        try {
            if (PidFile.remove(pidFile)) {
                log().info("core", 96, "removed PID file " + pidFile + " (pid=" + Processes.getpid() + ")");
            }
        } catch (PosixException refused) {
            log().warn("core", 95, "failed to remove PID file " + pidFile + ": " + refused.getMessage());
        }
    }

    private Log log() {
        Generation speaker = serving == null ? coming : serving;
        if (speaker == null) {
            throw new IllegalStateException("nothing is logged before the first configuration is read");
        }
        return speaker.logs().log();
    }
}
