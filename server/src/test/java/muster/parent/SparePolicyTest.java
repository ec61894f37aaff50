package muster.parent;

import java.util.List;
import muster.mpm.MpmSizes;
import muster.parent.SparePolicy.Adjustment;
import muster.parent.SparePolicy.Full;
import muster.parent.SparePolicy.Hold;
import muster.parent.SparePolicy.Limits;
import muster.parent.SparePolicy.Retire;
import muster.parent.SparePolicy.Snapshot;
import muster.parent.SparePolicy.Spawn;
import muster.parent.SparePolicy.SpawnRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class SparePolicyTest {
    /// Prefork with MinSpareServers 5, MaxSpareServers 10.
    @ParameterizedTest(name = "{0} alive, {1} starting, {2} idle, rate {3}, limit {4}: {5}")
    @CsvSource({
        // alive, starting, idle, rate, limit, decision
        "10, 0,  5,  1, 256, hold",
        "10, 0, 10,  1, 256, hold",
        "10, 0,  4,  1, 256, spawn 1",
        "10, 0,  0,  4, 256, spawn 4",
        "10, 0,  0, 32, 256, spawn 10", // more would only be retired again
        "10, 5,  0, 32, 256, hold",     // those on their way will do
        "10, 2,  2, 32, 256, spawn 6",
        "10, 0,  0,  8,  12, spawn 2",  // room for two
        "10, 0,  0,  8,  10, exhausted",
        "10, 0,  3,  8,  10, full",
        "10, 1,  0,  8,  10, hold",     // the last is on its way
        "12, 0,  0,  8,  10, exhausted", // replacements exceed the limit for a moment
        "20, 0, 11,  1, 256, retire 1",
        "20, 0, 20,  1, 256, retire 1",
        " 0, 0,  0,  1, 256, spawn 1",
    })
    void aChildAConnection(int alive, int starting, int idle, int rate, int limit, String decision) {
        var limits = new Limits(5, 10, limit, 1);
        assertEquals(decision, text(SparePolicy.adjust(new Snapshot(alive, starting, idle), limits, new SpawnRate(rate))));
    }

    /// Event or worker with ThreadsPerChild 25, MinSpareThreads 75, MaxSpareThreads 250, ServerLimit 16.
    @ParameterizedTest(name = "{0} alive, {1} starting, {2} idle, rate {3}: {4}")
    @CsvSource({
        "3, 0, 75, 1, hold",
        "3, 0, 74, 1, spawn 1",
        "3, 3,  0, 8, hold",
        "3, 2,  0, 8, spawn 8",
        "3, 0,  0, 8, spawn 8",
        "3, 0,  0, 32, spawn 10",
        "15, 0, 0, 8, spawn 1",
        "16, 0, 0, 8, exhausted",
        "16, 0, 9, 8, full",
        "11, 0, 250, 1, hold",
        "11, 0, 251, 1, retire 1",
        "16, 0, 400, 1, retire 1",
    })
    void aChildManyConnections(int alive, int starting, int idle, int rate, String decision) {
        var limits = new Limits(75, 250, 16, 25);
        assertEquals(decision, text(SparePolicy.adjust(new Snapshot(alive, starting, idle), limits, new SpawnRate(rate))));
    }

    @Test
    void aRetiredChildIsNeverMissedAtOnce() {
        var limits = new Limits(20, 25, 10, 25);
        var policy = SparePolicy.adjust(new Snapshot(2, 0, 26), limits, SpawnRate.SLOW);
        assertEquals(new Hold(), policy, "without one child only one worker would be idle");
    }

    @Test
    void theRateDoublesUpToThirtyTwoAndFallsBack() {
        SpawnRate rate = SpawnRate.SLOW;
        var rates = new java.util.ArrayList<Integer>();
        for (int i = 0; i < 7; i++) {
            rates.add(rate.next());
            rate = SparePolicy.nextRate(new Spawn(1), rate);
        }
        assertEquals(List.of(1, 2, 4, 8, 16, 32, 32), rates);
        assertEquals(SpawnRate.SLOW, SparePolicy.nextRate(new Hold(), rate));
        assertEquals(false, SparePolicy.seemsBusy(new Spawn(1), new SpawnRate(4)));
        assertEquals(true, SparePolicy.seemsBusy(new Spawn(1), new SpawnRate(8)));
    }

    @ParameterizedTest(name = "busy {0}: {1} children")
    @CsvSource({"0, 5", "1, 6", "20, 25", "1000, 256"})
    void aNewGenerationStartsWithEnoughForWhatTheOldOneDoes(int busy, int children) {
        var sizes = new MpmSizes(5, 5, 10, 256, 1, 1, 256, List.of());
        assertEquals(children, SparePolicy.initial(sizes, busy));
        var threaded = new MpmSizes(3, 75, 250, 16, 64, 25, 400, List.of());
        assertEquals(3, SparePolicy.initial(threaded, 0));
        assertEquals(7, SparePolicy.initial(threaded, 80));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "3, 4", "4, 8", "6, 32", "7, 60", "30, 60"})
    void failedStartsWaitLongerAndLonger(int failures, int seconds) {
        assertEquals(seconds, new StartBackoff(failures).seconds());
    }

    private static String text(Adjustment adjustment) {
        return switch (adjustment) {
            case Hold _ -> "hold";
            case Spawn(int children) -> "spawn " + children;
            case Retire(int children) -> "retire " + children;
            case Full(boolean exhausted) -> exhausted ? "exhausted" : "full";
        };
    }
}
