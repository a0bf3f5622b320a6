package io.schemata.database;

import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Set;

/** Failures after which a session serves no call any more, though its connection may stay open. */
final class UselessSession {
    /**
     * Shutting down, crashed, starting up; idle or in a transaction for too long; and what a
     * pooler's mix-up of prepared statements looks like.
     */
    private static final Set<String> STATES =
            Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "08P01", "26000", "42P05", "0A000");

    /** After a failover. */
    private static final String READ_ONLY = "25006";

    private static final Duration YOUNGEST_READ_ONLY = Duration.ofMillis(500);

    private UselessSession() {}

    /** @param age the session's; while a database stays read-only a younger one would only be replaced by its like */
    static boolean isShownBy(Throwable failure, Duration age) {
        return Failures.isMisrouted(failure)
                || failure instanceof PgException raised && isUseless(String.valueOf(raised.getSqlState()), age);
    }

    private static boolean isUseless(String state, Duration age) {
        return state.equals(READ_ONLY) ? age.compareTo(YOUNGEST_READ_ONLY) >= 0 : STATES.contains(state);
    }
}
