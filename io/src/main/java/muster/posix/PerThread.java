package muster.posix;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Something each platform thread has for itself, and all virtual threads together.
///
/// A virtual thread can't be unmounted between a system call and the look at what it left, and a process of Muster runs them on a
/// single carrier (DESIGN, "One protocol engine"): so ten thousand idle connections need no thread-local memory. What is here must not be
/// expected to last beyond the next call that may wait.
///
/// @param <T> what it is
public final class PerThread<T> {
    /// How many of them a [ServingThread] has places for; the process's later ones are thread-local.
    static final int MOST = 16;

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final int index = NEXT.getAndIncrement();
    private final Supplier<T> make;
    private final T ofVirtualThreads;
    private final ThreadLocal<T> ofOthers;

    /// @param make makes one for a thread that asks for the first time
    public PerThread(Supplier<T> make) {
        this.make = make;
        this.ofVirtualThreads = make.get();
        this.ofOthers = ThreadLocal.withInitial(make);
    }

    /// The calling thread's own.
    @SuppressWarnings("unchecked") // only what `make` gave is ever put there
    public T mine() {
        Thread thread = Thread.currentThread();
        if (thread instanceof ServingThread serving && index < MOST) {
            Object known = serving.belongings[index];
            return known == null ? (T) first(serving) : (T) known;
        }
        return thread.isVirtual() ? ofVirtualThreads : ofOthers.get();
    }

    private Object first(ServingThread serving) {
        T made = make.get();
        serving.belongings[index] = made;
        return made;
    }
}
