package io.schemata.migration.move;

import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.report.MovedSchema;
import io.schemata.migration.report.Words;
import io.schemata.migration.rollout.RolloutEntry;
import io.schemata.migration.rollout.RolloutLog;
import java.sql.SQLException;
import java.util.List;

/** Notes in {@code schemata.rollouts} who moved a schema, and when. */
final class MoveNote {
    private MoveNote() {}

    /** Work on a move. */
    interface Work {
        MovedSchema run() throws SQLException;
    }

    /** @param command the command with its option */
    static MovedSchema of(String command, String planId, SchemaSession session, MovedTenant moved, Work work)
            throws SQLException {
        try (RolloutLog log = RolloutLog.begin(RolloutLog.Run.of(command, planId))) {
            boolean isDone = false;
            try {
                MovedSchema done = work.run();
                log.note(new RolloutEntry(
                        moved.to().name(),
                        moved.target(),
                        Words.of(done.outcome()),
                        List.of(),
                        done.milliseconds(),
                        "from " + moved.source(),
                        moved.to().blueprint(),
                        null,
                        RolloutEntry.history(session)));
                isDone = true;
                return done;
            } finally {
                log.end(!isDone, isDone);
            }
        }
    }
}
