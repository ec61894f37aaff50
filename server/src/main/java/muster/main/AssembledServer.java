package muster.main;

import java.util.List;
import muster.core.HostChoice;
import muster.core.LogDirectives;
import muster.core.Logs;
import muster.core.Module;
import muster.core.RequestProcessor;
import muster.core.Server;
import muster.core.VirtualHost;
import muster.io.FileSystem;
import muster.main.ServerAssembly.Assembled;
import muster.scoreboard.ServerSnapshot;

/// What [ServerAssembly] has put together, as a child serves it.
record AssembledServer(
        Assembled assembled, Logs logs, FileSystem files, RequestProcessor processor, int generation, ServerSnapshot.Source scoreboard)
        implements Server {
    @Override
    public VirtualHost mainHost() {
        return assembled.compiled().mainHost();
    }

    @Override
    public List<VirtualHost> virtualHosts() {
        return assembled.compiled().virtualHosts();
    }

    @Override
    public HostChoice hosts() {
        return assembled.compiled().choice();
    }

    @Override
    public List<Module> modules() {
        return assembled.modules().registry().modules();
    }

    @Override
    public String banner() {
        return Banner.of(mainHost().settings());
    }

    /// SeeRequestTail.
    boolean requestTail() {
        return Boolean.TRUE.equals(mainHost().settings().get(LogDirectives.STATUS).requestTail());
    }
}
