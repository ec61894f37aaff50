package muster.parent;

/// How long to wait before the next start when children die before they are ready: 1, 2, 4, ... 60 seconds. Starting them as
/// fast as they die would take the machine from everybody else.
///
/// @param failures in a row
public record StartBackoff(int failures) {
    static final StartBackoff NONE = new StartBackoff(0);

    private static final int MOST_SECONDS = 60;

    StartBackoff failed() {
        return new StartBackoff(Math.min(failures + 1, 30));
    }

    /// Seconds from the last failure to the next attempt.
    int seconds() {
        if (failures == 0) {
            return 0;
        }
        return failures > 6 ? MOST_SECONDS : Math.min(MOST_SECONDS, 1 << failures - 1);
    }
}
