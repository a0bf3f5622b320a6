package io.schemata.migration.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One schema on one connection of its own, whose search path is that schema and nothing else: a statement without a schema's
 * name works there or fails.
 */
public final class SchemaSession implements AutoCloseable {
    private static final String TRY_LOCK = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String WAIT_FOR_LOCK = "select pg_advisory_lock(hashtextextended(?, 0))";
    private static final String SET_LOCK_TIMEOUT = "select set_config('lock_timeout', ?, false)";
    private static final String SET_SEARCH_PATH = "select set_config('search_path', ?, false)";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** The reason where {@link #lock} was in vain. */
    public static final String IS_LOCKED = "another migrate is at work here; nothing was changed";

    private final Connection connection;
    private final String schema;

    private SchemaSession(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    public static SchemaSession open(JdbcAddress address, String schema) throws SQLException {
        return in(schema, address.connect());
    }

    /** The same where nothing is changed: no statement waits long for a lock, nor for an answer. */
    public static SchemaSession openToLook(JdbcAddress address, String schema) throws SQLException {
        return in(schema, address.connectToLook(JdbcAddress.LONGEST_LOOK));
    }

    private static SchemaSession in(String schema, Connection connection) throws SQLException {
        SchemaSession session = new SchemaSession(connection, schema);
        try {
            session.setSearchPath();
            return session;
        } catch (SQLException failure) {
            session.close();
            throw failure;
        }
    }

    /** The same connection in another schema; this session is not to be used before that one is done with. */
    public SchemaSession in(String other) throws SQLException {
        SchemaSession session = new SchemaSession(connection, other);
        session.setSearchPath();
        return session;
    }

    public Connection connection() {
        return connection;
    }

    /**
     * Takes this schema for itself until the session ends, however it ends: a killed process holds nothing.
     *
     * @return whether it was free within the time
     */
    public boolean lock(Duration wait) throws SQLException {
        if (call(TRY_LOCK, lockName(schema))) {
            return true;
        }
        if (wait.isZero()) {
            return false;
        }
        try {
            setting(SET_LOCK_TIMEOUT, wait.toMillis() + "ms");
            call(WAIT_FOR_LOCK, lockName(schema));
            return true;
        } catch (SQLException busy) {
            if (LOCK_NOT_AVAILABLE.equals(busy.getSQLState())) {
                return false;
            }
            throw busy;
        }
    }

    public String schema() {
        return schema;
    }

    /** The name of the lock that {@link #lock} takes. */
    public static String lockName(String schema) {
        return "schemata:" + schema;
    }

    /** From now on no statement waits longer for a lock. */
    public void setLockTimeout(Duration lockTimeout) throws SQLException {
        setting(SET_LOCK_TIMEOUT, lockTimeout.toMillis() + "ms");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** As it was at first, whatever a statement has made of it. */
    public void setSearchPath() throws SQLException {
        setting(SET_SEARCH_PATH, schema + ", pg_temp");
    }

    /** The same within the connection's transaction, which goes on. */
    public void beInSchema() throws SQLException {
        set(SET_SEARCH_PATH, schema + ", pg_temp");
    }

    private void setting(String sql, String value) throws SQLException {
        set(sql, value);
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private void set(String sql, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.execute();
        }
    }

    private boolean call(String sql, String argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getObject(1) instanceof Boolean taken && taken;
            }
        }
    }
}
