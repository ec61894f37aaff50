package muster.modules.metadata;

import java.util.ArrayList;
import java.util.List;
import muster.core.Request;
import muster.core.RequestFunction;
import muster.expr.Evaluation;
import muster.pattern.Match;
import muster.pattern.Replacement;
import org.jspecify.annotations.Nullable;

/// The value of a `Header` line: text with `%` items in it.
///
/// @param pieces in order; text between items is one too
record HeaderValue(List<Piece> pieces) {
    private static final long NANOS_PER_MICRO = 1000;
    private static final long MICROS_PER_MILLI = 1000;

    /// Nothing: the value of actions that have none.
    static final HeaderValue EMPTY = new HeaderValue(List.of());

    /// A stretch of a value.
    @FunctionalInterface
    interface Piece {
        String of(Request request);
    }

    HeaderValue {
        pieces = List.copyOf(pieces);
    }

    /// @param variables what `%{name}s` looks names up with; null if nothing does
    /// @throws IllegalArgumentException with httpd's words
    static HeaderValue parse(String format, @Nullable RequestFunction variables) {
        var pieces = new ArrayList<Piece>();
        var text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char character = format.charAt(i);
            if (character != '%' || i + 1 == format.length()) {
                text.append(character);
                continue;
            }
            i++;
            if (format.charAt(i) == '%') {
                text.append('%');
                continue;
            }
            literal(pieces, text);
            String argument = "";
            if (format.charAt(i) == '{') {
                int close = format.indexOf('}', i);
                if (close < 0 || close + 1 == format.length()) {
                    throw new IllegalArgumentException("Unrecognized header format %");
                }
                argument = format.substring(i + 1, close);
                i = close + 1;
            }
            pieces.add(item(format.charAt(i), argument, variables));
        }
        literal(pieces, text);
        return new HeaderValue(pieces);
    }

    private static void literal(List<Piece> pieces, StringBuilder text) {
        if (!text.isEmpty()) {
            String fixed = text.toString();
            pieces.add(_ -> fixed);
            text.setLength(0);
        }
    }

    private static Piece item(char letter, String argument, @Nullable RequestFunction variables) {
        return switch (letter) {
            case 't' -> request -> "t=" + request.startMillis() * MICROS_PER_MILLI;
            case 'D' -> request -> "D=" + (System.nanoTime() - request.startNanos()) / NANOS_PER_MICRO;
            case 'e' -> request -> oneLine(request.environment().get(argument));
            case 's' -> variables == null ? _ -> oneLine(null) : request -> variable(request, argument, variables);
            case 'l' -> _ -> MachineLoad.averages();
            case 'i' -> request -> "i=" + MachineLoad.idlePercent(request);
            case 'b' -> request -> "b=" + (100 - MachineLoad.idlePercent(request));
            default -> throw new IllegalArgumentException("Unrecognized header format %" + letter);
        };
    }

    private static String variable(Request request, String name, RequestFunction variables) {
        String value = variables.apply(new Evaluation<>(request, false), name);
        return oneLine(value == null || value.isEmpty() ? null : value);
    }

    /// A value from elsewhere must not start a header line of its own.
    private static String oneLine(@Nullable String value) {
        return value == null ? "(null)" : value.replace('\n', ' ').replace('\r', ' ');
    }

    String of(Request request) {
        if (pieces.size() == 1) {
            return pieces.getFirst().of(request);
        }
        var whole = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            whole.append(pieces.get(i).of(request));
        }
        return whole.toString();
    }

    /// The value as a replacement for what an edit matched.
    String replacing(Request request, Match match) {
        return Replacement.of(of(request)).apply(match);
    }
}
