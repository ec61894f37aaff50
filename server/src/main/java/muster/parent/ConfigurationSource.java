package muster.parent;

import java.io.IOException;
import muster.config.ConfigException;

/// Reads the configuration from its files, as the command line said: at start, and at each restart. The server's assembly
/// implements it; this package knows no module.
@FunctionalInterface
public interface ConfigurationSource {
    /// Reads, checks, and opens the logs. Nothing of what is open already is touched if it fails.
    /// @param generation the number of the generation this will be, from 0
    /// @throws ConfigException if the configuration is wrong
    /// @throws IOException if a file can't be read or a log can't be opened
    Reading read(int generation) throws ConfigException, IOException;
}
