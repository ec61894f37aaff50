package muster.core;

import java.util.function.Consumer;
import muster.config.ConfigException;
import muster.config.ConfigSource;
import muster.config.Warning;

/// A module's look at a configuration as a whole, once it is compiled (httpd's `post_config`): in the parent, in children, and when
/// it is only to be checked. What it reads from the source belongs to the generation's snapshot, as what directives read does.
@FunctionalInterface
public interface Configured {
    /// @param source in a child, a [muster.config.Snapshot]: its parent has checked everything before
    /// @throws ConfigException if the configuration can't be used
    void look(ServerCompiler.Compiled compiled, ConfigSource source, Consumer<Warning> warned) throws ConfigException;
}
