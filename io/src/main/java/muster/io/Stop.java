package muster.io;

/// Tells a process's waits that it is time to finish: a flag, and a descriptor that becomes readable with it and stays so.
public interface Stop {
    boolean requested();

    /// Readable once [#requested] is true; to be waited for beside others, never read.
    int descriptor();
}
