package muster.core;

import muster.log.Log;

/// The logs of one generation, opened.
public interface Logs {
    /// Messages that concern no client: start, stop, children.
    Log serverLog();

    Log hostLog(VirtualHost host);

    Log connectionLog(ClientConnection connection);

    Log requestLog(Request request);

    /// Puts the access log lines of a finished request into the buffers of their files.
    void access(Request request);

    /// Writes a line to one of a host's [ExtraLogs], at once.
    void extra(VirtualHost host, String log, String line);

    /// Writes what is buffered; called by whoever is about to wait.
    void flush();

    /// Writes everything, whatever BufferedLogs says; called when a process ends.
    void finish();
}
