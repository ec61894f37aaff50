package muster.core;

import java.util.Collection;
import muster.config.ConfigException;
import muster.config.ConfigSource;

/// What of a configuration may be renewed while it is served, without a new generation: certificates and their keys. Offered as
/// [#NAME].
public interface Renewable {
    /// What it is offered under.
    String NAME = "certificates";

    /// The files that may be replaced. The parent looks after them.
    Collection<String> files();

    /// The secrets that are made anew from time to time ([ConfigSource#secret]).
    Collection<String> secrets();

    /// Looks at what the files hold now, in the parent.
    /// @throws ConfigException if it can't be used: then what was there before stays
    void check(ConfigSource renewed) throws ConfigException;

    /// Takes it over, in a child, on a thread of its own.
    void renew(ConfigSource renewed);
}
