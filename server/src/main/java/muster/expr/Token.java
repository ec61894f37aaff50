package muster.expr;

/// @param text what it stands for: a name, digits, a string's characters, a pattern, or the complaint of an ERROR
record Token(TokenKind kind, String text) {}
