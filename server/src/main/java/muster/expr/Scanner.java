package muster.expr;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Cuts an expression into tokens. What a character means depends on where it stands, so the scanner keeps a stack of modes:
///
/// ```
///             ' or "                 %{            :
/// EXPRESSION --------> STRING     ------> NAME -------> ARGUMENT
///             <--------           <------      <-------
///             the same quote        }             (before })
/// ```
///
/// `%{` opens a name in EXPRESSION, STRING and ARGUMENT alike.
final class Scanner {
    private enum Mode {
        EXPRESSION,
        /// Between quotes, or a whole text that needs none.
        STRING,
        /// After `%{`.
        NAME,
        /// After `%{name:`.
        ARGUMENT
    }

    /// Longer literals are refused, as in httpd.
    private static final int LONGEST_LITERAL = 8192;
    private static final String DELIMITERS = "/#$%^|?!'\",;:._-";

    private final String text;
    private final Deque<Mode> modes = new ArrayDeque<>();
    /// The quote that ends the string; 0 for a text without quotes. Strings don't nest: names within them hold no expression.
    private char quote;
    private int at;

    private Scanner(String text, Mode first) {
        this.text = text;
        modes.push(first);
    }

    static Scanner ofCondition(String text) {
        return new Scanner(text, Mode.EXPRESSION);
    }

    static Scanner ofText(String text) {
        return new Scanner(text, Mode.STRING);
    }

    Token next() {
        return switch (modes.element()) {
            case EXPRESSION -> inExpression();
            case STRING, ARGUMENT -> inString();
            case NAME -> inName();
        };
    }

    private Token inExpression() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return token(TokenKind.END, 0);
        }
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            quote = c;
            modes.push(Mode.STRING);
            return token(TokenKind.STR_BEGIN, 1);
        }
        if (text.startsWith("%{", at)) {
            modes.push(Mode.NAME);
            return token(TokenKind.VAR_BEGIN, 2);
        }
        if (c == '/' || c == 'm' && isDelimiter(at + 1) && wordEnd(at) == at + 1) {
            return pattern(c == '/' ? at : at + 1);
        }
        if (c == '-') {
            return afterMinus();
        }
        if (c == '$' && isDigit(at + 1)) {
            return backReference();
        }
        if (isDigit(at)) {
            return digits(at);
        }
        return isLetter(c) ? word() : operator(c);
    }

    /// `-12`, `-eq`, `-n`, `-ipmatch`.
    private Token afterMinus() {
        if (isDigit(at + 1)) {
            return digits(at + 1);
        }
        int end = at + 1 < text.length() && (isLetter(text.charAt(at + 1)) || text.charAt(at + 1) == '_')
                ? wordEnd(at + 1)
                : at + 1;
        String name = text.substring(at + 1, end);
        if (name.isEmpty()) {
            return error("Parse error near '-'", 1);
        }
        TokenKind comparison = comparison(name);
        if (comparison != null) {
            return token(comparison, end - at);
        }
        at = end;
        return new Token(name.length() == 1 ? TokenKind.UNARY : TokenKind.BINARY, name);
    }

    private static @Nullable TokenKind comparison(String name) {
        return switch (name) {
            case "eq" -> TokenKind.EQ;
            case "ne" -> TokenKind.NE;
            case "lt" -> TokenKind.LT;
            case "le" -> TokenKind.LE;
            case "gt" -> TokenKind.GT;
            case "ge" -> TokenKind.GE;
            case "in" -> TokenKind.IN;
            default -> null;
        };
    }

    private Token word() {
        int end = wordEnd(at);
        String name = text.substring(at, end);
        at = end;
        TokenKind comparison = comparison(name);
        if (comparison != null) {
            return new Token(comparison, name);
        }
        return switch (name) {
            case "true" -> new Token(TokenKind.TRUE, name);
            case "false" -> new Token(TokenKind.FALSE, name);
            case "and" -> new Token(TokenKind.AND, name);
            case "or" -> new Token(TokenKind.OR, name);
            case "not" -> new Token(TokenKind.NOT, name);
            default -> new Token(TokenKind.ID, name);
        };
    }

    private Token operator(char c) {
        char second = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        return switch (c) {
            case '=' -> {
                if (second == '~') {
                    yield token(TokenKind.REG, 2);
                }
                yield token(TokenKind.STR_EQ, second == '=' ? 2 : 1);
            }
            case '!' -> {
                if (second == '~') {
                    yield token(TokenKind.NRE, 2);
                }
                yield second == '=' ? token(TokenKind.STR_NE, 2) : token(TokenKind.NOT, 1);
            }
            case '<' -> second == '=' ? token(TokenKind.STR_LE, 2) : token(TokenKind.STR_LT, 1);
            case '>' -> second == '=' ? token(TokenKind.STR_GE, 2) : token(TokenKind.STR_GT, 1);
            case '&' -> second == '&' ? token(TokenKind.AND, 2) : stray(c);
            case '|' -> second == '|' ? token(TokenKind.OR, 2) : stray(c);
            case '.' -> token(TokenKind.CONCAT, 1);
            case '(' -> token(TokenKind.OPEN, 1);
            case ')' -> token(TokenKind.CLOSE, 1);
            case '{' -> token(TokenKind.BRACE_OPEN, 1);
            case '}' -> token(TokenKind.BRACE_CLOSE, 1);
            case ',' -> token(TokenKind.COMMA, 1);
            case ':' -> token(TokenKind.COLON, 1);
            default -> stray(c);
        };
    }

    private Token stray(char c) {
        return error("Parse error near '" + c + "'", 1);
    }

    /// A regular expression: everything up to the next delimiter, which nothing can escape, and perhaps an `i` after it.
    private Token pattern(int opening) {
        int closing = text.indexOf(text.charAt(opening), opening + 1);
        if (closing < 0) {
            at = text.length();
            return token(TokenKind.END, 0);
        }
        String pattern = text.substring(opening + 1, closing);
        if (pattern.length() >= LONGEST_LITERAL) {
            return error("Regexp too long", closing + 1 - at);
        }
        boolean ignoringCase = closing + 1 < text.length() && text.charAt(closing + 1) == 'i';
        at = closing + (ignoringCase ? 2 : 1);
        return new Token(ignoringCase ? TokenKind.REGEX_IGNORING_CASE : TokenKind.REGEX, pattern);
    }

    /// Characters as far as the next name, back-reference or end; then that.
    private Token inString() {
        boolean argument = modes.element() == Mode.ARGUMENT;
        var literal = new StringBuilder();
        while (at < text.length() && !endsLiteral(text.charAt(at), argument)) {
            char c = text.charAt(at);
            if (c == '\n') {
                return unterminated();
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                if (!isDigit(at)) {
                    literal.append(unescaped(text.charAt(at++)));
                    continue;
                }
                int octal = octal();
                if (octal < 0 || octal > 0xff) {
                    return error(octal < 0 ? "Bad escape sequence" : "Escape sequence out of bound", 0);
                }
                literal.append((char) octal);
            } else {
                literal.append(c);
                at++;
            }
            if (literal.length() >= LONGEST_LITERAL) {
                return error("String too long", 0);
            }
        }
        boolean endless = at == text.length() && (argument || quote != 0);
        if (endless) {
            return unterminated();
        }
        return literal.isEmpty() ? afterLiteral(argument) : new Token(TokenKind.STRING, literal.toString());
    }

    private boolean endsLiteral(char c, boolean argument) {
        return c == '$' && isDigit(at + 1)
                || c == '%' && text.startsWith("%{", at)
                || (argument ? c == '}' : c == quote && quote != 0);
    }

    private Token afterLiteral(boolean argument) {
        if (at == text.length()) {
            return token(TokenKind.END, 0);
        }
        return switch (text.charAt(at)) {
            case '$' -> backReference();
            case '%' -> {
                modes.push(Mode.NAME);
                yield token(TokenKind.VAR_BEGIN, 2);
            }
            default -> {
                modes.pop();
                if (argument) {
                    modes.pop();
                    yield token(TokenKind.VAR_END, 1);
                }
                quote = 0;
                yield token(TokenKind.STR_END, 1);
            }
        };
    }

    private Token inName() {
        if (at == text.length()) {
            return unterminated();
        }
        char c = text.charAt(at);
        if (c == '}') {
            modes.pop();
            return token(TokenKind.VAR_END, 1);
        }
        if (c == ':') {
            modes.push(Mode.ARGUMENT);
            return token(TokenKind.COLON, 1);
        }
        if (isLetter(c)) {
            return token(TokenKind.ID, wordEnd(at) - at);
        }
        return error("Invalid character in variable name '" + c + "'", 1);
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> c;
        };
    }

    /// Up to three octal digits; -1 if there are more, or others.
    private int octal() {
        int start = at;
        int value = 0;
        while (isDigit(at)) {
            int digit = text.charAt(at++) - '0';
            if (digit > 7 || at - start > 3) {
                return -1;
            }
            value = value * 8 + digit;
        }
        return value;
    }

    private Token backReference() {
        String digit = text.substring(at + 1, at + 2);
        at += 2;
        return new Token(TokenKind.BACKREF, digit);
    }

    /// @param first where the digits start: at a sign's right
    private Token digits(int first) {
        int end = first;
        while (isDigit(end)) {
            end++;
        }
        return token(TokenKind.DIGIT, end - at);
    }

    private Token unterminated() {
        return error("Unterminated string or variable", 0);
    }

    private Token error(String complaint, int width) {
        at += width;
        return new Token(TokenKind.ERROR, complaint);
    }

    private Token token(TokenKind kind, int width) {
        String covered = text.substring(at, at + width);
        at += width;
        return new Token(kind, covered);
    }

    private int wordEnd(int start) {
        int end = start;
        while (end < text.length() && isWordCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean isDelimiter(int place) {
        return place < text.length() && DELIMITERS.indexOf(text.charAt(place)) >= 0;
    }

    private boolean isDigit(int place) {
        return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isWordCharacter(char c) {
        return isLetter(c) || c >= '0' && c <= '9' || c == '_';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }
}
