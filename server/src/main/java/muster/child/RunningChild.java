package muster.child;

import java.util.function.BooleanSupplier;
import muster.core.ConnectionServer;
import muster.io.Listeners;
import muster.io.Stop;
import muster.log.Log;
import muster.mpm.ChildContext;
import muster.posix.FileIo;
import muster.scoreboard.ChildPage;
import muster.scoreboard.MappedChildPage;
import org.jspecify.annotations.Nullable;

/// What this process offers its MPM.
final class RunningChild implements ChildContext {
    private final ChildHeader header;
    private final Serving serving;
    private final Listeners listeners;
    private final Stop stop;
    private final MappedChildPage page;

    RunningChild(ChildHeader header, Serving serving, Listeners listeners, Stop stop, MappedChildPage page) {
        this.header = header;
        this.serving = serving;
        this.listeners = listeners;
        this.stop = stop;
        this.page = page;
    }

    /// Says something to the parent.
    static void tell(ToParent message) {
        // A parent that is gone, or has a full socket, hears nothing; the control thread notices the first, the second passes.
        int _ = FileIo.write(Inherited.CONTROL, new byte[] {message.code()}, 0, 1);
    }

    @Override
    public Listeners listeners() {
        return listeners;
    }

    @Override
    public ConnectionServer connections() {
        return serving.connections();
    }

    @Override
    public Stop stop() {
        return stop;
    }

    @Override
    public ChildPage page() {
        return page;
    }

    @Override
    public int threads() {
        return header.threads();
    }

    @Override
    public int connectionLimit() {
        return header.connectionLimit();
    }

    @Override
    public void accepted() {
        if (page.accepted() == header.connectionsMost()) {
            tell(ToParent.REPLACE);
        }
    }

    @Override
    public void flushLogs() {
        serving.server().logs().flush();
    }

    @Override
    public @Nullable BooleanSupplier spareTime() {
        return serving.spareTime();
    }

    @Override
    public Log log() {
        return serving.server().logs().serverLog();
    }
}
