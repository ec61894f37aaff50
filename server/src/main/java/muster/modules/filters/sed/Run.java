package muster.modules.filters.sed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.core.Request;
import muster.io.FileSystem.Links;
import muster.modules.filters.sed.Command.Action;
import muster.pattern.Match;

/// One pass of a script over one body, which comes in pieces. Lines are held back by one: `$` is the last.
///
/// ```
/// bytes -> lines -> pattern space -> commands -> output
/// ```
final class Run {
    /// Larger spaces are an error, as in httpd.
    private static final int LARGEST = 8 << 20;

    private static final int LISTED_WIDTH = 71;
    /// Commands for one line: a script that never comes to its end must not hold a thread.
    private static final int MOST_STEPS = 1_000_000;

    private final Script script;
    private final Request request;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final boolean[] inRange;
    private final List<Action> afterLine = new ArrayList<>();
    private StringBuilder space = new StringBuilder();
    private String hold = "";
    private long number;
    private boolean lastLine;
    /// Whether a whole line waits in [#line] for another byte: it may be the last.
    private boolean lineReady;
    private boolean substituted;
    private boolean deleted;
    private boolean ended;
    /// The command to go on with when the next line has come, after `n` and `N`.
    private int pending = -1;

    Run(Script script, Request request) {
        this.script = script;
        this.request = request;
        this.inRange = new boolean[script.commands().size()];
    }

    /// What has come out since this was asked last.
    byte[] taken() {
        byte[] bytes = out.toByteArray();
        out.reset();
        return bytes;
    }

    void write(byte[] bytes, int offset, int length) throws SedException {
        if (ended) {
            return;
        }
        String fault = script.fault();
        if (fault != null) {
            throw new SedException(fault, SedException.GENERAL);
        }
        int start = offset;
        int end = offset + length;
        for (int at = offset; at < end && !ended; at++) {
            if (lineReady) {
                lineReady = false;
                execute();
                if (ended) {
                    return;
                }
            }
            if (bytes[at] == '\n') {
                keep(bytes, start, at - start);
                lineReady = true;
                start = at + 1;
            }
        }
        keep(bytes, start, end - start);
    }

    private void keep(byte[] bytes, int offset, int length) throws SedException {
        if (length > 0) {
            check((long) space.length() + line.size() + length);
            line.write(bytes, offset, length);
        }
    }

    private static void check(long length) throws SedException {
        if (length > LARGEST) {
            throw new SedException("", SedException.OUT_OF_MEMORY);
        }
    }

    /// Everything has come.
    void end() throws SedException {
        if (ended) {
            return;
        }
        lastLine = true;
        if (lineReady || line.size() > 0 || !space.isEmpty()) {
            lineReady = false;
            execute();
        }
        ended = true;
    }

    /// One line through all commands.
    private void execute() throws SedException {
        space.append(line.toString(StandardCharsets.ISO_8859_1));
        line.reset();
        number++;
        substituted = false;
        int at = 0;
        if (pending >= 0) {
            at = pending;
            pending = -1;
        }
        List<Command> commands = script.commands();
        int steps = 0;
        while (at < commands.size()) {
            if (++steps > MOST_STEPS) {
                throw new SedException("the script comes to no end at line " + number, SedException.GENERAL);
            }
            Command command = commands.get(at);
            if (!applies(command, at)) {
                at++;
                continue;
            }
            int next = perform(command, at);
            if (ended || pending >= 0) {
                return;
            }
            if (deleted) {
                break;
            }
            at = next;
        }
        if (!script.quiet() && !deleted) {
            print(space);
        }
        appendAfterLine();
        deleted = false;
        space.setLength(0);
    }

    private boolean applies(Command command, int index) {
        Address first = command.first();
        if (first == null) {
            return !command.negated();
        }
        return inside(command, first, index) != command.negated();
    }

    private boolean inside(Command command, Address first, int index) {
        Address last = command.last();
        if (inRange[index] && last != null) {
            switch (last) {
                case Address.Last _ -> {}
                case Address.Line(long end) -> {
                    if (number > end) {
                        inRange[index] = false;
                        return false;
                    }
                    inRange[index] = number != end;
                }
                case Address.Matching(var pattern) -> inRange[index] = !pattern.matches(space.toString());
            }
            return true;
        }
        boolean begins =
                switch (first) {
                    case Address.Last _ -> lastLine;
                    case Address.Line(long start) -> number == start;
                    case Address.Matching(var pattern) -> pattern.matches(space.toString());
                };
        if (begins && last != null && !(first instanceof Address.Last)) {
            inRange[index] = true;
        }
        return begins;
    }

    /// @return the command to go on with
    private int perform(Command command, int index) throws SedException {
        switch (command.action()) {
            case Action.Letter(char letter) -> {
                return letter(letter, index);
            }
            case Action.Jump(boolean conditional, String _, int target) -> {
                if (!conditional || substituted) {
                    substituted &= !conditional;
                    return target;
                }
            }
            case Action.Text(char letter, String text) -> text(command, letter, text, index);
            case Action.ReadFile file -> afterLine.add(file);
            case Action.Substitute how -> substitute(how);
            case Action.Translate(char[] table) -> {
                for (int i = 0; i < space.length(); i++) {
                    space.setCharAt(i, table[space.charAt(i) & 0xff]);
                }
            }
        }
        return index + 1;
    }

    private int letter(char letter, int index) throws SedException {
        switch (letter) {
            case '=' -> print(Long.toString(number));
            case 'd' -> deleted = true;
            case 'D' -> {
                int end = space.indexOf("\n");
                if (end < 0) {
                    deleted = true;
                } else {
                    space.delete(0, end + 1);
                    return 0;
                }
            }
            case 'g' -> space = new StringBuilder(hold);
            case 'G' -> append(hold);
            case 'h' -> hold = space.toString();
            case 'H' -> {
                check((long) hold.length() + space.length());
                hold = hold + "\n" + space;
            }
            case 'x' -> {
                String before = space.toString();
                space = new StringBuilder(hold);
                hold = before;
            }
            case 'l' -> list();
            case 'n' -> {
                if (!script.quiet()) {
                    print(space);
                }
                appendAfterLine();
                space.setLength(0);
                pending = index + 1;
            }
            case 'N' -> {
                appendAfterLine();
                append("");
                pending = index + 1;
            }
            case 'p' -> print(space);
            case 'P' -> printFirst();
            default -> { // q
                if (!script.quiet()) {
                    print(space);
                }
                appendAfterLine();
                ended = true;
            }
        }
        return index + 1;
    }

    private void append(String text) throws SedException {
        check((long) space.length() + text.length());
        space.append('\n').append(text);
    }

    private void text(Command command, char letter, String text, int index) throws SedException {
        switch (letter) {
            case 'a' -> afterLine.add(command.action());
            case 'i' -> print(text);
            default -> { // c
                deleted = true;
                if (!inRange[index] || lastLine) {
                    print(text);
                }
            }
        }
    }

    private void substitute(Action.Substitute how) throws SedException {
        String subject = space.toString();
        var result = new StringBuilder();
        var place = new int[2]; // what is copied already, and how many matches there were
        var done = new boolean[1];
        boolean first = how.which() == 0;
        how.pattern().each(subject, match -> {
            place[1]++;
            if (first || how.which() == Action.Substitute.ALL || place[1] == how.which()) {
                result.append(subject, place[0], match.start(0));
                replace(how.replacement(), match, result);
                place[0] = match.end(0);
                done[0] = true;
            }
            return !first && match.end(0) < subject.length() && result.length() <= LARGEST;
        });
        if (place[1] > 0) {
            substituted = done[0];
        }
        if (!done[0]) {
            return;
        }
        result.append(subject, place[0], subject.length());
        check(result.length());
        space = result;
        if (script.quiet() && how.print() == 'p') {
            print(space);
        } else if (script.quiet() && how.print() == 'P') {
            printFirst();
        }
    }

    private static void replace(String replacement, Match match, StringBuilder into) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c == '&') {
                into.append(match.text(0));
            } else if (c == '\\' && i + 1 < replacement.length()) {
                c = replacement.charAt(++i);
                if (c >= '1' && c <= '9') {
                    into.append(match.text(c - '0'));
                } else {
                    into.append(c);
                }
            } else {
                into.append(c);
            }
        }
    }

    private void printFirst() {
        int end = space.indexOf("\n");
        print(end < 0 ? space : space.subSequence(0, end));
    }

    private void print(CharSequence text) {
        out.writeBytes(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write('\n');
    }

    /// `l`: unambiguous, in lines of 71 characters and a backslash.
    private void list() {
        var listed = new StringBuilder();
        for (int i = 0; i < space.length(); i++) {
            String shown = shown(space.charAt(i));
            for (int j = 0; j < shown.length(); j++) {
                listed.append(shown.charAt(j));
                if (listed.length() >= LISTED_WIDTH) {
                    print(listed.append('\\'));
                    listed.setLength(0);
                }
            }
        }
        print(listed);
    }

    private static String shown(char c) {
        if (c >= ' ' && c < 0x7f) {
            return String.valueOf(c);
        }
        return c == '\n' ? "\n" : "\\" + (c < 8 ? "0" : "") + Integer.toOctalString(c);
    }

    private void appendAfterLine() {
        for (Action action : afterLine) {
            if (action instanceof Action.Text(char _, String text)) {
                print(text);
            } else if (action instanceof Action.ReadFile(String path)) {
                read(path);
            }
        }
        afterLine.clear();
    }

    /// A file that can't be read is left out, as sed does.
    private void read(String path) {
        try (var file = request.server().files().open(path, "/", Links.ALL)) {
            var piece = new byte[8192];
            long at = 0;
            for (int n = file.read(piece, 0, piece.length, at); n > 0; n = file.read(piece, 0, piece.length, at)) {
                out.write(piece, 0, n);
                at += n;
            }
        } catch (IOException unreadable) {
            // nothing to append
        }
    }
}
