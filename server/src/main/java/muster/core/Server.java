package muster.core;

import java.util.List;
import muster.io.FileSystem;
import muster.scoreboard.ServerSnapshot;

/// One generation of the configuration, compiled, as a child serves it. Immutable, and made once a process.
public interface Server {
    VirtualHost mainHost();

    List<VirtualHost> virtualHosts();

    HostChoice hosts();

    /// The loaded modules, in load order.
    List<Module> modules();

    Logs logs();

    FileSystem files();

    /// Runs the phases of a request and makes its response; also what subrequests and internal redirects go through.
    RequestProcessor processor();

    /// The generation's number, from 0 at start, one more with every restart.
    int generation();

    /// What all workers of all children are doing, for status pages.
    ServerSnapshot.Source scoreboard();

    /// The `Server` response header by ServerTokens.
    String banner();
}
