package muster.scoreboard;

/// What a worker is doing; the characters are those of httpd's scoreboard, as status pages and their readers know them.
public enum WorkerState {
    OPEN('.'),
    STARTING('S'),
    WAITING('_'),
    READING('R'),
    SENDING('W'),
    KEEP_ALIVE('K'),
    DNS('D'),
    CLOSING('C'),
    LOGGING('L'),
    FINISHING('G'),
    IDLE_CLEANUP('I');

    private final char symbol;

    WorkerState(char symbol) {
        this.symbol = symbol;
    }

    public char symbol() {
        return symbol;
    }
}
