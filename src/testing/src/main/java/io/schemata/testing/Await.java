package io.schemata.testing;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that another process does, and leaves the processor to it. */
public final class Await {
    private static final long PAUSE_NANOSECONDS = 5_000_000;

    private Await() {}

    public static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }
}
