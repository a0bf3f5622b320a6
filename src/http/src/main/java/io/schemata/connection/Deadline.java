package io.schemata.connection;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A time at which something ends, moved with every request and seldom reached. A later one takes no new timer: the one that
 * is set looks at it when it rings. It belongs to one thread.
 */
final class Deadline {
    private final EventExecutor thread;
    private final Runnable end;
    private Future<?> timer;
    private long timerNanoseconds;
    private long nanoseconds;
    private boolean isSet;

    Deadline(EventExecutor thread, Runnable end) {
        this.thread = thread;
        this.end = end;
    }

    boolean isSet() {
        return isSet;
    }

    /** Instead of the one before. */
    void setIn(Duration time) {
        nanoseconds = System.nanoTime() + time.toNanos();
        isSet = true;
        if (timer == null || timerNanoseconds - nanoseconds > 0) {
            setTimer();
        }
    }

    void remove() {
        isSet = false;
    }

    /** Removes it, and leaves no timer. */
    void close() {
        isSet = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void setTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
        timerNanoseconds = nanoseconds;
        timer = thread.schedule(this::ring, nanoseconds - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void ring() {
        timer = null;
        if (isSet && nanoseconds - System.nanoTime() > 0) {
            setTimer();
        } else if (isSet) {
            isSet = false;
            end.run();
        }
    }
}
