package muster.core;

import java.io.IOException;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.http.HttpException;

/// A compiled `Require` line: decides for one request at a time. Immutable.
@FunctionalInterface
public interface Requirement {
    Authorization check(Request request) throws HttpException, IOException;

    /// A kind of `Require`: `ip`, `user`, `expr`. Modules offer them under the word after `Require`, with
    /// `registry.provider(Requirement.Kind.class, "ip", ...)`.
    @FunctionalInterface
    interface Kind {
        /// @param words what follows the kind's word in the line, as written
        /// @param line the line, to complain about
        Requirement compile(String words, Arguments line) throws ConfigException;
    }
}
