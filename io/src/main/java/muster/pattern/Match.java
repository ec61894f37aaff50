package muster.pattern;

import org.jspecify.annotations.Nullable;

/// Where a pattern matched in a subject: the whole match is group 0, the parentheses count from 1.
public final class Match {
    /// A match in which every group is empty: for a condition that holds without a pattern.
    public static final Match NOTHING = new Match("", new int[] {0, 0});

    private final String subject;
    private final int[] offsets;

    /// @param offsets start and end of each group; -1 for a group that took no part
    Match(String subject, int[] offsets) {
        this.subject = subject;
        this.offsets = offsets;
    }

    public String subject() {
        return subject;
    }

    /// How many groups the pattern has, the whole match included.
    public int size() {
        return offsets.length / 2;
    }

    /// Where a group starts; -1 if it took no part in the match, or there is no such group.
    public int start(int group) {
        return group < size() ? offsets[2 * group] : -1;
    }

    public int end(int group) {
        return group < size() ? offsets[2 * group + 1] : -1;
    }

    /// The text of a group; null if it took no part in the match, or there is no such group.
    public @Nullable String group(int group) {
        int start = start(group);
        // \K in a look-ahead can put the start behind the end; httpd takes such a group as empty.
        return start < 0 ? null : subject.substring(start, Math.max(start, end(group)));
    }

    /// As [#group], empty instead of null: what a back-reference such as `$1` stands for.
    public String text(int group) {
        String text = group(group);
        return text == null ? "" : text;
    }
}
