package io.schemata.database;

import io.schemata.refusal.Failures;
import io.vertx.pgclient.PgException;
import java.util.Set;

/** Failures after which a session serves no call any more, though its connection may stay open. */
final class UselessSession {
    /**
     * Read-only after a failover; shutting down, crashed, starting up; idle or in a transaction for too long; and what a
     * pooler's mix-up of prepared statements looks like.
     */
    private static final Set<String> STATES =
            Set.of("25006", "57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "08P01", "26000", "42P05", "0A000");

    private UselessSession() {}

    static boolean isShownBy(Throwable failure) {
        return Failures.isMisrouted(failure)
                || failure instanceof PgException raised && STATES.contains(String.valueOf(raised.getSqlState()));
    }
}
