package muster.mpm;

import java.io.IOException;

/// A multi-processing module: what a child process does between READY and its end. Selected by
/// `LoadModule mpm_NAME_module`. Implementations have a public constructor without arguments.
public interface Mpm {
    /// `prefork`, `worker`, `event`.
    String name();

    /// Whether a child serves several connections at once: then ThreadsPerChild and Min/MaxSpareThreads apply, otherwise
    /// Min/MaxSpareServers.
    boolean threaded();

    /// Whether idle connections hold no worker (`AsyncRequestWorkerFactor`; what `-V` calls forked/threaded/async).
    boolean async();

    /// Accepts and serves until the child is to stop, then finishes what was begun and returns.
    void serve(ChildContext child) throws IOException;
}
