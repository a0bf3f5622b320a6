package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looking waits for no lock, and says which session holds it. */
@Tag("slow")
@Timeout(60)
class LockedIT {
    private static final Map<String, String> TENANT = Map.of(
            "SCHEMATA_TENANTS_ONE_SCHEMA", "one",
            "SCHEMATA_TENANTS_ONE_BLUEPRINT", "video-studio",
            "SCHEMATA_TENANTS_ONE_STAGE", "test");

    @RegisterExtension
    private static final EmptyDatabase DATABASE = new EmptyDatabase(
            empty -> assertEquals(0, empty.migrate(TENANT, "apply").exitCode()));

    @ParameterizedTest
    @CsvSource({
        "status, databasechangelog",
        "validate, databasechangelog",
        "plan, databasechangelog",
        "status, jobs",
        "validate, jobs"
    })
    void namesTheSessionThatHoldsTheTable(String command, String table) throws SQLException {
        try (Connection holder = DATABASE.owner();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table one.%s in access exclusive mode".formatted(table));
            String pid = DATABASE.query("select pid from pg_locks where mode = 'AccessExclusiveLock' and granted"
                    + " and relation = 'one.%s'::regclass".formatted(table));

            Program.Ended ended = DATABASE.migrate(TENANT, command);

            assertEquals(1, ended.exitCode(), ended::output);
            assertTrue(
                    ended.output().contains("%s is locked by session %s of postgres".formatted(table, pid)),
                    ended::output);
        }
    }
}
