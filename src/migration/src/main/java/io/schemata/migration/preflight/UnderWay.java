package io.schemata.migration.preflight;

import io.schemata.migration.adopt.Adoptions;
import io.schemata.migration.move.Moves;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.SQLException;

/** Long work on a tenant's schema that other commands do not come in between. */
public final class UnderWay {
    private UnderWay() {}

    /** Refuses a schema that was moved away, one into which rows are being copied, and one with an adoption that has not come to its end. */
    public static void requireNone(Connection connection, Target target) throws SQLException {
        Moves.requireNotMoved(connection, target);
        Moves.requireNoneUnderWay(connection, target);
        Adoptions.requireNoneUnderWay(connection, target);
    }
}
