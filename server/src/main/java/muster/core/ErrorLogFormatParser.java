package muster.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the text of ErrorLogFormat.
final class ErrorLogFormatParser {
    private final String text;
    private final List<ErrorLogFormat.Part> parts = new ArrayList<>();
    private int at;

    ErrorLogFormatParser(String text) {
        this.text = text;
    }

    List<ErrorLogFormat.Part> parts() {
        boolean separator = false;
        while (at < text.length()) {
            if (text.startsWith("% ", at)) {
                // Begins a field and shows nothing.
                separator = true;
                at += 2;
            } else if (text.charAt(at) == '%') {
                at++;
                item(separator);
                separator = false;
            } else {
                literal(separator || text.charAt(at) == ' ');
                separator = false;
            }
        }
        return parts;
    }

    /// Text up to the next item or field; a space at its start is part of it.
    private void literal(boolean separator) {
        var found = new StringBuilder();
        int start = at;
        while (at < text.length() && text.charAt(at) != '%' && (text.charAt(at) != ' ' || at == start)) {
            char next = text.charAt(at++);
            if (next == '\\' && at < text.length()) {
                char letter = text.charAt(at++);
                found.append(
                        switch (letter) {
                            case 'r' -> '\r';
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            default -> letter;
                        });
            } else {
                found.append(next);
            }
        }
        constant(found.toString(), separator);
    }

    private void constant(String found, boolean separator) {
        byte[] bytes = found.getBytes(StandardCharsets.ISO_8859_1);
        parts.add(new ErrorLogFormat.Part((_, into) -> into.put(bytes), separator, false, false, 0));
    }

    private void item(boolean separator) {
        String argument = "";
        boolean required = false;
        boolean hyphen = false;
        int least = 0;
        while (at < text.length()) {
            char next = text.charAt(at++);
            switch (next) {
                case '%' -> {
                    constant("%", separator);
                    return;
                }
                case '+' -> required = true;
                case '-' -> hyphen = true;
                case '{' -> {
                    int end = text.indexOf('}', at);
                    argument = text.substring(at, end < 0 ? text.length() : end);
                    at = end < 0 ? text.length() : end + 1;
                }
                case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> least = number();
                default -> {
                    parts.add(new ErrorLogFormat.Part(write(next, argument), separator, required, hyphen, least));
                    return;
                }
            }
        }
        throw new IllegalArgumentException("Ran off end of error log format parsing args to some directive");
    }

    private int number() {
        int number = text.charAt(at - 1) - '0';
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            number = Math.min(100, number * 10 + text.charAt(at++) - '0');
        }
        if (number > 15) {
            throw new IllegalArgumentException("The specified loglevel modifier is out of range");
        }
        return number;
    }

    private static @Nullable ErrorLogItem write(char letter, String argument) {
        if (letter == 'M') {
            return null;
        }
        var type = ErrorLogItem.TYPES.get(letter);
        if (type == null) {
            throw new IllegalArgumentException("Unrecognized error log format directive %" + letter);
        }
        return type.apply(argument);
    }
}
