package muster.modules.mappers.rewrite;

import java.util.ArrayList;
import java.util.List;
import muster.config.Arguments;
import muster.config.ConfigException;
import muster.http.Status;
import org.jspecify.annotations.Nullable;

/// The flags of one RewriteRule, as its setter reads them one by one.
final class RuleFlags {
    private static final int SERVER_ERROR = 500;
    private static final int MOST_ROUNDS = 10_000;

    boolean chain;
    boolean discardPathInfo;
    boolean end;
    boolean last;
    boolean noEscape;
    boolean nextRound;
    boolean noSubrequest;
    boolean noCase;
    boolean proxy;
    boolean passThrough;
    boolean queryAppend;
    boolean queryDiscard;
    boolean queryLast;
    boolean redirect;
    boolean unsafeQuestionMark;
    boolean unsafePrefix;
    /// The answer is `status`, and nothing is substituted.
    boolean answers;
    int status = 302;
    int skip;
    int rounds = MOST_ROUNDS;
    @Nullable String type;
    @Nullable String handler;
    final List<String> variables = new ArrayList<>();
    final List<String> cookies = new ArrayList<>();

    private boolean escapes;
    private boolean escapesControls;
    private boolean noPlus;
    private @Nullable String escapesOnly;
    private String escapesNever = "";

    private final Arguments line;

    private RuleFlags(Arguments line) {
        this.line = line;
    }

    /// @param field with its brackets, or null
    static RuleFlags read(@Nullable String field, Arguments line) throws ConfigException {
        var flags = new RuleFlags(line);
        if (field == null) {
            return flags;
        }
        List<FlagField.Flag> list = FlagField.read(field);
        if (list == null) {
            throw line.wrong("RewriteRule: bad flag delimiters");
        }
        for (FlagField.Flag flag : list) {
            flags.set(flag.name(), flag.value());
        }
        return flags;
    }

    /// How back-references are escaped; null if they aren't.
    @Nullable Escaping escaping() {
        return escapes ? new Escaping(escapesOnly, escapesNever, escapesControls, !noPlus) : null;
    }

    private void set(String name, String value) throws ConfigException {
        switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "b", "backrefescaping" -> {
                escapes = true;
                escapesOnly = value.isEmpty() ? escapesOnly : value;
            }
            case "bnp", "backrefernoplus" -> noPlus = true;
            case "bctls" -> {
                escapes = true;
                escapesControls = true;
            }
            case "bne" -> {
                if (value.isEmpty()) {
                    throw line.wrong("RewriteRule: flag 'BNE' wants a list of characters (i.e. [BNE=...])");
                }
                escapesNever = value;
            }
            case "c", "chain" -> chain = true;
            case "co", "cookie" -> cookies.add(value);
            case "d", "dpi", "discardpath" -> discardPathInfo = true;
            case "e", "env" -> variables.add(value);
            case "end" -> end = true;
            case "f", "forbidden" -> answer(403);
            case "g", "gone" -> answer(410);
            case "h", "handler" -> handler = value;
            case "l", "last" -> last = true;
            case "ne", "noescape" -> noEscape = true;
            case "n", "next" -> {
                nextRound = true;
                rounds = value.isEmpty() ? rounds : Numbers.leading(value);
            }
            case "ns", "nosubreq" -> noSubrequest = true;
            case "nc", "nocase" -> noCase = true;
            case "p", "proxy" -> proxy = true;
            case "pt", "passthrough" -> passThrough = true;
            case "qsa", "qsappend" -> queryAppend = true;
            case "qsd", "qsdiscard" -> queryDiscard = true;
            case "qsl", "qslast" -> queryLast = true;
            case "r", "redirect" -> redirect(value);
            case "s", "skip" -> skip = Numbers.leading(value);
            case "t", "type" -> type = value;
            case "unsafeallow3f" -> unsafeQuestionMark = true;
            case "unsafeprefixstat" -> unsafePrefix = true;
            default -> {
                // httpd lets any flag pass that starts with a D.
                if (!name.startsWith("d") && !name.startsWith("D")) {
                    throw line.wrong("RewriteRule: unknown flag '" + name + "'");
                }
            }
        }
    }

    private void answer(int code) {
        answers = true;
        status = code;
    }

    private void redirect(String value) throws ConfigException {
        redirect = true;
        if (value.isEmpty()) {
            return;
        }
        switch (value.toLowerCase(java.util.Locale.ROOT)) {
            case "permanent" -> status = 301;
            case "temp" -> status = 302;
            case "seeother" -> status = 303;
            default -> {
                status = Character.isDigit(value.charAt(0)) ? Numbers.leading(value) : 0;
                boolean unknown = Character.isDigit(value.charAt(0)) && Status.standardReason(status) == null;
                if (unknown && status != SERVER_ERROR) {
                    throw line.wrong("RewriteRule: invalid HTTP response code '" + value + "' for flag 'R'");
                }
                answers |= status != 0 && (status < 300 || status >= 400);
            }
        }
    }
}
