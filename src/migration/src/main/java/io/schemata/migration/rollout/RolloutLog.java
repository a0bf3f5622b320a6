package io.schemata.migration.rollout;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.exposure.DataApi;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/**
 * One run of a command that writes, in {@code schemata.rollouts}. Its session holds a lock while the run goes on, so that a
 * run without an end whose lock is free was killed.
 */
public final class RolloutLog implements AutoCloseable {
    private static final String BEGIN = "insert into schemata.rollouts (command, tag, client_user, plan_id,"
            + " backup_reference) values (?, ?, ?, ?, ?) returning id";
    private static final String LOCK = "select pg_advisory_lock(hashtextextended('schemata:rollout:' || ?, 0))";
    private static final String NOTE = "insert into schemata.rollout_tenants (rollout_id, schema_name, tenant, outcome,"
            + " changes, milliseconds, reason, blueprint, blueprint_version, history)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)";
    private static final String KNOWN =
            "select distinct schema_name from schemata.rollout_tenants where history is not null";
    private static final String END = "update schemata.rollouts set ended_at = now(), outcome = ? where id = ?";

    private final Connection connection;
    private final long id;

    private RolloutLog(Connection connection, long id) {
        this.connection = connection;
        this.id = id;
    }

    /**
     * What is noted when a run begins.
     *
     * @param tag a name to go back to, or null
     * @param planId the plan that was approved or made, or null
     * @param backupReference the backup that the person who runs it names, or null
     */
    public record Run(String command, String tag, String planId, String backupReference) {}

    /** Begins it; what all tenants need has to be there. */
    public static RolloutLog begin(Run run) throws SQLException {
        Connection connection = JdbcAddress.configured().connect();
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setString(1, run.command());
            insert.setString(2, run.tag());
            insert.setString(3, System.getProperty("user.name"));
            insert.setString(4, run.planId());
            insert.setString(5, run.backupReference());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                RolloutLog log = new RolloutLog(connection, row.getLong(1));
                log.lock();
                return log;
            }
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    /** The name to which {@code rollback} goes back. */
    public String name() {
        return "rollout-" + id;
    }

    /** The schemas of which a state is noted. */
    public Set<String> knownSchemas() throws SQLException {
        return Set.copyOf(FirstColumn.of(connection, KNOWN));
    }

    /** Tells the Data API that tables or functions are others now. */
    public void reloadDataApi() throws SQLException {
        DataApi.reload(connection);
    }

    /** Notes what was done to one schema. */
    public synchronized void note(RolloutEntry entry) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
            insert.setLong(1, id);
            insert.setString(2, entry.schema());
            insert.setString(3, entry.tenant());
            insert.setString(4, entry.outcome());
            insert.setArray(5, connection.createArrayOf("text", entry.changes().toArray()));
            insert.setLong(6, entry.milliseconds());
            insert.setString(7, entry.reason());
            insert.setString(8, entry.blueprint());
            insert.setString(9, entry.blueprintVersion());
            insert.setString(10, entry.history());
            insert.execute();
        }
    }

    /** Ends it. */
    public synchronized void end(boolean hasFailed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(END)) {
            update.setString(1, hasFailed ? "failed" : "done");
            update.setLong(2, id);
            update.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void lock() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, Long.toString(id));
            lock.execute();
        }
    }
}
