package muster.expr;

/// The kinds of tokens, with the names that httpd's messages use. The order is the order in which a message lists what was
/// expected.
enum TokenKind {
    END("$end"),
    TRUE("T_TRUE"),
    FALSE("T_FALSE"),
    /// Something that is no token; its text is the complaint.
    ERROR("T_ERROR"),
    DIGIT("T_DIGIT"),
    ID("T_ID"),
    STRING("T_STRING"),
    REGEX("T_REGEX"),
    REGEX_IGNORING_CASE("T_REGEX_I"),
    BACKREF("T_REGEX_BACKREF"),
    UNARY("T_OP_UNARY"),
    BINARY("T_OP_BINARY"),
    STR_BEGIN("T_STR_BEGIN"),
    STR_END("T_STR_END"),
    VAR_BEGIN("T_VAR_BEGIN"),
    VAR_END("T_VAR_END"),
    EQ("T_OP_EQ"),
    NE("T_OP_NE"),
    LT("T_OP_LT"),
    LE("T_OP_LE"),
    GT("T_OP_GT"),
    GE("T_OP_GE"),
    REG("T_OP_REG"),
    NRE("T_OP_NRE"),
    IN("T_OP_IN"),
    STR_EQ("T_OP_STR_EQ"),
    STR_NE("T_OP_STR_NE"),
    STR_LT("T_OP_STR_LT"),
    STR_LE("T_OP_STR_LE"),
    STR_GT("T_OP_STR_GT"),
    STR_GE("T_OP_STR_GE"),
    CONCAT("T_OP_CONCAT"),
    OR("T_OP_OR"),
    AND("T_OP_AND"),
    NOT("T_OP_NOT"),
    OPEN("'('"),
    CLOSE("')'"),
    BRACE_OPEN("'{'"),
    BRACE_CLOSE("'}'"),
    COMMA("','"),
    COLON("':'");

    private final String shown;

    TokenKind(String shown) {
        this.shown = shown;
    }

    /// As messages name it.
    String shown() {
        return shown;
    }
}
