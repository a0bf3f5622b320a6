package io.schemata.migration.rollout;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.exposure.DataApi;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One run of a command that writes, in {@code schemata.rollouts}. Its session holds a lock while the run goes on, so that a
 * run without an end whose lock is free was killed. What is done is done: a failed note is a warning.
 */
public final class RolloutLog implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RolloutLog.class);

    private static final String IS_THERE = "select to_regclass('schemata.rollout_tenants')::text";
    private static final String IS_TAKEN = "select tag from schemata.rollouts where tag = ?";
    private static final String WAIT = "set lock_timeout = '10s'";
    private static final String BEGIN = "insert into schemata.rollouts (command, client_user, plan_id,"
            + " backup_reference) values (?, ?, ?, ?) returning id";
    private static final String LOCK = "select pg_advisory_lock(hashtextextended('schemata:rollout:' || ?, 0))";
    private static final String NOTE = "insert into schemata.rollout_tenants (rollout_id, schema_name, tenant, outcome,"
            + " changes, milliseconds, reason, blueprint, blueprint_version, history)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)";
    private static final String KNOWN =
            "select distinct schema_name from schemata.rollout_tenants where history is not null";
    private static final String END =
            "update schemata.rollouts set ended_at = now(), outcome = ?, tag = ? where id = ?";

    private Connection connection;
    private final Run run;
    private final long id;

    private RolloutLog(Connection connection, Run run, long id) {
        this.connection = connection;
        this.run = run;
        this.id = id;
    }

    /**
     * What is noted of a run.
     *
     * @param tag a name to go back to, which it gets where nothing has failed, or null
     * @param planId the plan that was approved or made, or null
     * @param backupReference the backup that the person who runs it names, or null
     * @param asker who asked for it, or null for the user of this process
     */
    public record Run(String command, String tag, String planId, String backupReference, String asker) {
        public static Run of(String command, String planId) {
            return new Run(command, null, planId, null, null);
        }
    }

    /** Work on the log's session. */
    private interface Note {
        void write(Connection connection) throws SQLException;
    }

    /** Refuses a tag that another run has. */
    public static void requireNewTag(Connection connection, String tag) throws SQLException {
        if (tag != null
                && isThere(connection)
                && !FirstColumn.of(connection, IS_TAKEN, tag).isEmpty()) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION, "--tag %s: another run has that name already".formatted(tag));
        }
    }

    /** Begins it; what all tenants need has to be there. */
    public static RolloutLog begin(Run run) throws SQLException {
        Connection connection = connect();
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            if (!isThere(connection)) {
                throw new MigrationException(
                        ErrorCode.PENDING_CHANGES, "what all tenants need is not up to date: run apply first");
            }
            insert.setString(1, run.command());
            insert.setString(2, run.asker() == null ? System.getProperty("user.name") : run.asker());
            insert.setString(3, run.planId());
            insert.setString(4, run.backupReference());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                RolloutLog log = new RolloutLog(connection, run, row.getLong(1));
                log.lock(connection);
                return log;
            }
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /** The same where what all tenants need may not be there yet: then nothing is noted. */
    public static Optional<RolloutLog> beginWhereKnown(Connection connection, Run run) throws SQLException {
        return isThere(connection) ? Optional.of(begin(run)) : Optional.empty();
    }

    /** The name to which {@code rollback} goes back. */
    public String name() {
        return "rollout-" + id;
    }

    /** The schemas of which a state is noted. */
    public Set<String> knownSchemas() throws SQLException {
        return Set.copyOf(FirstColumn.of(connection, KNOWN));
    }

    /** Notes what was done to one schema. */
    public synchronized void note(RolloutEntry entry) {
        write(session -> {
            try (PreparedStatement insert = session.prepareStatement(NOTE)) {
                insert.setLong(1, id);
                insert.setString(2, entry.schema());
                insert.setString(3, entry.tenant());
                insert.setString(4, entry.outcome());
                insert.setArray(5, session.createArrayOf("text", entry.changes().toArray()));
                insert.setLong(6, entry.milliseconds());
                insert.setString(7, entry.reason());
                insert.setString(8, entry.blueprint());
                insert.setString(9, entry.blueprintVersion());
                insert.setString(10, entry.history());
                insert.execute();
            }
        });
    }

    /**
     * Ends it.
     *
     * @param isChanged whether the Data API has to be told that tables or functions are others now
     */
    public synchronized void end(boolean hasFailed, boolean isChanged) {
        write(session -> {
            try (PreparedStatement update = session.prepareStatement(END)) {
                update.setString(1, hasFailed ? "failed" : "done");
                update.setString(2, hasFailed ? null : run.tag());
                update.setLong(3, id);
                update.execute();
            }
            if (isChanged) {
                DataApi.reload(session);
            }
        });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            LOG.debug("the session of the rollout's notes had ended", gone);
        }
    }

    /** On another session where this one has ended. */
    private void write(Note note) {
        try {
            if (!connection.isValid(5)) {
                connection.close();
                connection = connect();
                lock(connection);
            }
            note.write(connection);
        } catch (SQLException failure) {
            LOG.warnf("%s: what was done could not be noted: %s", name(), FailureReason.of(failure));
        }
    }

    private static Connection connect() throws SQLException {
        Connection connection = JdbcAddress.configured().connect();
        try (Statement wait = connection.createStatement()) {
            wait.execute(WAIT);
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private static boolean isThere(Connection connection) throws SQLException {
        return FirstColumn.of(connection, IS_THERE).get(0) != null;
    }

    private void lock(Connection session) throws SQLException {
        try (PreparedStatement lock = session.prepareStatement(LOCK)) {
            lock.setString(1, Long.toString(id));
            lock.execute();
        }
    }
}
