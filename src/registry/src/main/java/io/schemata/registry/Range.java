package io.schemata.registry;

import java.time.Duration;

/** Refuses, at the start, a setting with which nothing could work. */
public final class Range {
    private Range() {}

    /** @param variable the setting's name, for the message */
    public static int positive(String variable, int value) {
        require(value > 0, variable, value);
        return value;
    }

    /** @param variable the setting's name, for the message */
    public static Duration positive(String variable, Duration value) {
        require(value.toMillis() > 0, variable, value);
        return value;
    }

    private static void require(boolean isPositive, String variable, Object value) {
        if (!isPositive) {
            throw new IllegalStateException("%s is %s; it has to be more than 0".formatted(variable, value));
        }
    }
}
