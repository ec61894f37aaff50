package muster.expr;

import static muster.expr.TokenKind.AND;
import static muster.expr.TokenKind.BACKREF;
import static muster.expr.TokenKind.BRACE_CLOSE;
import static muster.expr.TokenKind.BRACE_OPEN;
import static muster.expr.TokenKind.CLOSE;
import static muster.expr.TokenKind.COLON;
import static muster.expr.TokenKind.COMMA;
import static muster.expr.TokenKind.CONCAT;
import static muster.expr.TokenKind.END;
import static muster.expr.TokenKind.ID;
import static muster.expr.TokenKind.OPEN;
import static muster.expr.TokenKind.OR;
import static muster.expr.TokenKind.REGEX;
import static muster.expr.TokenKind.REGEX_IGNORING_CASE;
import static muster.expr.TokenKind.STRING;
import static muster.expr.TokenKind.STR_END;
import static muster.expr.TokenKind.VAR_BEGIN;
import static muster.expr.TokenKind.VAR_END;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import muster.pattern.PatternException;
import muster.pattern.Regex;
import org.jspecify.annotations.Nullable;

/// Makes a tree of tokens, one method a rule of the grammar:
///
/// ```
/// condition  = conjunction { ("||" | "or") conjunction }
/// conjunction = denial { ("&&" | "and") denial }
/// denial     = ("!" | "not") denial | "true" | "false" | "(" condition ")" | "-X" word | comparison
/// comparison = word ( operator word | ("=~" | "!~") regex | "in" list )
/// list       = "{" word { "," word } "}" | name "(" word ")"
/// word       = part { "." part }
/// part       = digits | quoted string | "%{...}" | "$digit" | name "(" word ")"
/// ```
///
/// A fault of syntax ends the work; a name that isn't known doesn't, as in httpd, so that a message may tell of both.
final class Parser<S> {
    private final Scanner scanner;
    private final Vocabulary<S> vocabulary;
    private final Rights rights;
    /// Whether comparisons are those of SSLRequire.
    private final boolean byLength;
    private Token token;
    /// The last complaint about a name or an argument; null as long as there is none.
    private @Nullable String complaint;
    private final Set<String> variables = new HashSet<>();

    Parser(Scanner scanner, Vocabulary<S> vocabulary, Rights rights) {
        this(scanner, vocabulary, rights, false);
    }

    Parser(Scanner scanner, Vocabulary<S> vocabulary, Rights rights, boolean byLength) {
        this.byLength = byLength;
        this.scanner = scanner;
        this.vocabulary = vocabulary;
        this.rights = rights;
        this.token = scanner.next();
    }

    Truth<S> condition() throws ExpressionException {
        Truth<S> root = disjunction();
        expect(END);
        refuseIfComplained();
        return root;
    }

    Word<S> text() throws ExpressionException {
        // httpd's grammar has no empty text; its directives take care not to ask.
        Word<S> root = token.kind() == END ? new Word.Literal<>("") : string(END);
        refuseIfComplained();
        return root;
    }

    /// The variables that have been named, in upper case.
    Set<String> variables() {
        return Set.copyOf(variables);
    }

    private void refuseIfComplained() throws ExpressionException {
        if (complaint != null) {
            throw new ExpressionException(complaint);
        }
    }

    private Truth<S> disjunction() throws ExpressionException {
        Truth<S> truth = conjunction();
        while (skip(OR)) {
            truth = new Truth.Or<>(truth, conjunction());
        }
        return truth;
    }

    private Truth<S> conjunction() throws ExpressionException {
        Truth<S> truth = denial();
        while (skip(AND)) {
            truth = new Truth.And<>(truth, denial());
        }
        return truth;
    }

    private Truth<S> denial() throws ExpressionException {
        return switch (token.kind()) {
            case NOT -> {
                advance();
                yield new Truth.Not<>(denial());
            }
            case TRUE, FALSE -> new Truth.Constant<>(advance().kind() == TokenKind.TRUE);
            case OPEN -> {
                advance();
                Truth<S> inner = disjunction();
                if (token.kind() != CLOSE) {
                    throw unexpected(OR, AND, CLOSE);
                }
                advance();
                yield inner;
            }
            case UNARY -> unary(advance().text());
            case ERROR -> throw new ExpressionException(token.text());
            default -> comparison();
        };
    }

    private Truth<S> unary(String name) throws ExpressionException {
        Word<S> word = word();
        var operator = vocabulary.unary(name);
        return operator == null ? unknown("Unary operator '-", name) : new Truth.Unary<>(prepared(operator, word), word);
    }

    private Truth<S> comparison() throws ExpressionException {
        Word<S> left = word();
        return switch (token.kind()) {
            case STR_EQ -> compared(Comparison.SAME, left);
            case STR_NE -> compared(Comparison.DIFFERENT, left);
            case STR_LT -> compared(Comparison.BEFORE, left);
            case STR_LE -> compared(Comparison.NOT_AFTER, left);
            case STR_GT -> compared(Comparison.AFTER, left);
            case STR_GE -> compared(Comparison.NOT_BEFORE, left);
            case EQ -> compared(Comparison.EQUAL, left);
            case NE -> compared(Comparison.NOT_EQUAL, left);
            case LT -> compared(Comparison.LESS, left);
            case LE -> compared(Comparison.NOT_GREATER, left);
            case GT -> compared(Comparison.GREATER, left);
            case GE -> compared(Comparison.NOT_LESS, left);
            case REG -> matched(left);
            case NRE -> new Truth.Not<>(matched(left));
            case IN -> listed(left);
            case BINARY -> binary(left);
            default -> throw unexpected();
        };
    }

    private Truth<S> compared(Comparison comparison, Word<S> left) throws ExpressionException {
        advance();
        return byLength
                ? new Truth.ComparedByLength<>(comparison, left, word())
                : new Truth.Compared<>(comparison, left, word());
    }

    private Truth<S> binary(Word<S> left) throws ExpressionException {
        String name = advance().text();
        Word<S> right = word();
        var operator = vocabulary.binary(name);
        return operator == null
                ? unknown("Binary operator '-", name)
                : new Truth.Binary<>(prepared(operator, right), left, right);
    }

    private Vocabulary.Check<S> prepared(Vocabulary.Operator<S> operator, Word<S> right) {
        try {
            return operator.prepare(right.constant());
        } catch (ExpressionException wrong) {
            complaint = wrong.getMessage();
            return (_, _, _) -> false;
        }
    }

    private Truth<S> unknown(String kind, String name) {
        complaint = kind + name + "' does not exist";
        return new Truth.Constant<>(false);
    }

    private Truth<S> matched(Word<S> left) throws ExpressionException {
        advance();
        if (token.kind() != REGEX && token.kind() != REGEX_IGNORING_CASE) {
            throw unexpected(REGEX, REGEX_IGNORING_CASE);
        }
        boolean ignoringCase = token.kind() == REGEX_IGNORING_CASE;
        try {
            Regex regex = vocabulary.regex(token.text(), ignoringCase);
            advance();
            return new Truth.Matched<>(left, regex);
        } catch (PatternException wrong) {
            throw failure("Failed to compile regular expression");
        }
    }

    private Truth<S> listed(Word<S> left) throws ExpressionException {
        advance();
        if (skip(BRACE_OPEN)) {
            return new Truth.Listed<>(left, words());
        }
        if (token.kind() != ID) {
            throw unexpected(ID, BRACE_OPEN);
        }
        String name = advance().text();
        Word<S> argument = argument();
        var list = vocabulary.list(name);
        return list == null
                ? unknown("List-returning function '", name)
                : new Truth.ListedBy<>(left, list, argument);
    }

    private List<Word<S>> words() throws ExpressionException {
        var words = new ArrayList<Word<S>>();
        words.add(word());
        while (!skip(BRACE_CLOSE)) {
            if (!skip(COMMA)) {
                throw unexpected(BRACE_CLOSE, COMMA);
            }
            words.add(word());
        }
        return List.copyOf(words);
    }

    private Word<S> word() throws ExpressionException {
        Word<S> first = part();
        if (token.kind() != CONCAT) {
            return first;
        }
        var parts = new ArrayList<Word<S>>();
        parts.add(first);
        while (skip(CONCAT)) {
            parts.add(part());
        }
        return new Word.Joined<>(List.copyOf(parts));
    }

    private Word<S> part() throws ExpressionException {
        return switch (token.kind()) {
            case DIGIT -> new Word.Literal<>(advance().text());
            case STR_BEGIN -> {
                advance();
                yield skip(STR_END) ? new Word.Literal<>("") : string(STR_END);
            }
            case VAR_BEGIN -> variable();
            case BACKREF -> backReference();
            case ID -> {
                String name = advance().text();
                yield call(name, argument());
            }
            default -> throw unexpected();
        };
    }

    /// `(word)` after a function's name.
    private Word<S> argument() throws ExpressionException {
        expect(OPEN);
        Word<S> argument = word();
        if (token.kind() != CLOSE) {
            throw unexpected(CONCAT, CLOSE);
        }
        advance();
        return argument;
    }

    private Word<S> call(String name, Word<S> argument) {
        var found = vocabulary.function(name);
        if (found == null) {
            complaint = "Function '" + name + "' does not exist";
        } else if (found.restricted() && rights == Rights.RESTRICTED) {
            complaint = name + " not available in restricted context";
        } else {
            return new Word.Call<>(found.function(), argument);
        }
        return argument;
    }

    /// Literal text, names and back-references up to a token that ends them; that is taken too.
    private Word<S> string(TokenKind end) throws ExpressionException {
        if (token.kind() == TokenKind.ERROR) {
            throw new ExpressionException(token.text());
        }
        if (!startsPart(token.kind())) {
            throw unexpected(TokenKind.ERROR, STRING, BACKREF, VAR_BEGIN);
        }
        var parts = new ArrayList<Word<S>>();
        while (!skip(end)) {
            switch (token.kind()) {
                case STRING -> parts.add(new Word.Literal<>(advance().text()));
                case VAR_BEGIN -> parts.add(variable());
                case BACKREF -> parts.add(backReference());
                default -> throw endExpected(end);
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new Word.Joined<>(List.copyOf(parts));
    }

    private static boolean startsPart(TokenKind kind) {
        return kind == STRING || kind == BACKREF || kind == VAR_BEGIN;
    }

    private ExpressionException endExpected(TokenKind end) {
        return switch (end) {
            case STR_END -> unexpected(STRING, BACKREF, STR_END, VAR_BEGIN);
            case VAR_END -> unexpected(STRING, BACKREF, VAR_BEGIN, VAR_END);
            default -> unexpected(END);
        };
    }

    private Word<S> backReference() {
        return new Word.BackReference<>(advance().text().charAt(0) - '0');
    }

    /// `%{NAME}` or `%{name:text}`.
    private Word<S> variable() throws ExpressionException {
        advance();
        if (token.kind() != ID) {
            throw unexpected(ID);
        }
        String name = advance().text();
        if (skip(COLON)) {
            return call(name, string(VAR_END));
        }
        if (!skip(VAR_END)) {
            throw unexpected(VAR_END, COLON);
        }
        variables.add(name.toUpperCase(Locale.ROOT));
        var variable = vocabulary.variable(name);
        if (variable == null) {
            complaint = "Variable '" + name + "' does not exist";
            return new Word.Literal<>("");
        }
        return new Word.Named<>(variable);
    }

    private Token advance() {
        Token taken = token;
        token = scanner.next();
        return taken;
    }

    private boolean skip(TokenKind kind) {
        boolean there = token.kind() == kind;
        if (there && kind != END) {
            advance();
        }
        return there;
    }

    private void expect(TokenKind kind) throws ExpressionException {
        if (!skip(kind)) {
            throw unexpected(kind);
        }
    }

    /// @param expected what could stand here; nothing if that would be more than four kinds
    private ExpressionException unexpected(TokenKind... expected) {
        if (token.kind() == TokenKind.ERROR) {
            complaint = token.text();
        }
        var message = new StringBuilder("syntax error, unexpected ").append(token.kind().shown());
        for (int i = 0; i < expected.length; i++) {
            message.append(i == 0 ? ", expecting " : " or ").append(expected[i].shown());
        }
        return failure(message.toString());
    }

    private ExpressionException failure(String message) {
        return new ExpressionException(complaint == null ? message : message + ": " + complaint);
    }
}
