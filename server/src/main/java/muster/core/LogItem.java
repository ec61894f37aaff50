package muster.core;

import java.util.function.Function;
import muster.log.LineBuffer;
import org.jspecify.annotations.Nullable;

/// One `%` item of an access log's format: appends what it knows of a request.
@FunctionalInterface
public interface LogItem {
    void append(Request request, LineBuffer line);

    /// Appends text escaped, or `-` if there is none.
    static void text(@Nullable String text, LineBuffer line) {
        if (text == null) {
            line.put('-');
        } else {
            line.escaped(text);
        }
    }

    /// What a letter of LogFormat means. Modules offer theirs with `registry.provider(LogItem.Type.class, "I", ...)`: the letter, or `^`
    /// and two letters.
    ///
    /// @param original whether it looks at the request as it came in (`%<` is its default), not at what internal redirects made of it
    /// @param compile from the argument in braces (empty if there is none) to the item
    record Type(boolean original, Function<String, LogItem> compile) {
        /// An item that takes no argument, or ignores it.
        public static Type plain(LogItem item) {
            return new Type(false, _ -> item);
        }

        /// As [#plain], of the original request.
        public static Type plainOriginal(LogItem item) {
            return new Type(true, _ -> item);
        }

        /// An item with an argument.
        public static Type with(Function<String, LogItem> compile) {
            return new Type(false, compile);
        }
    }
}
