package muster.modules.generators.status;

/// Puts JSON together (RFC 8259), pure ASCII: whatever clients sent, each byte becomes one character of a string.
final class Json {
    private final StringBuilder text = new StringBuilder(1024);
    private boolean first = true;

    Json object() {
        separate();
        text.append('{');
        first = true;
        return this;
    }

    Json end() {
        text.append('}');
        first = false;
        return this;
    }

    Json array() {
        separate();
        text.append('[');
        first = true;
        return this;
    }

    Json endArray() {
        text.append(']');
        first = false;
        return this;
    }

    /// The name of a field whose value follows.
    Json name(String name) {
        separate();
        string(name);
        text.append(':');
        first = true;
        return this;
    }

    Json field(String name, String value) {
        name(name);
        first = false;
        string(value);
        return this;
    }

    Json field(String name, long value) {
        name(name);
        first = false;
        text.append(value);
        return this;
    }

    Json field(String name, boolean value) {
        name(name);
        first = false;
        text.append(value);
        return this;
    }

    Json value(double value) {
        separate();
        text.append(Numbers.hundredths(value));
        return this;
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char next = value.charAt(i);
            if (next == '"' || next == '\\') {
                text.append('\\').append(next);
            } else if (next < ' ' || next > '~' || next == '<') {
                text.append("\\u").append(Integer.toHexString(0x10000 | next), 1, 5);
            } else {
                text.append(next);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
