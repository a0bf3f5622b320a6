package io.schemata.migrate;

import io.quarkus.liquibase.common.runtime.NativeImageResourceAccessor;
import io.quarkus.runtime.ImageMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * One schema on one connection of its own, whose search path is that schema and nothing else: what a changeset says
 * without a schema's name happens there or fails.
 */
final class SchemaSession implements AutoCloseable {
    private static final String TRY_LOCK = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String WAIT_FOR_LOCK = "select pg_advisory_lock(hashtextextended(?, 0))";
    private static final String SET_LOCK_TIMEOUT = "select set_config('lock_timeout', ?, false)";
    private static final String SET_SEARCH_PATH = "select set_config('search_path', ?, false)";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Connection connection;
    private final String schema;

    private SchemaSession(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    static SchemaSession open(JdbcAddress address, String schema) throws SQLException {
        SchemaSession session = new SchemaSession(address.connect(), schema);
        try {
            session.setSearchPath();
            return session;
        } catch (SQLException failure) {
            session.close();
            throw failure;
        }
    }

    Connection connection() {
        return connection;
    }

    /**
     * Takes this schema for itself until the session ends, however it ends: a killed process holds nothing.
     *
     * @return whether it was free within the time
     */
    boolean lock(Duration wait) throws SQLException {
        if (call(TRY_LOCK, "schemata:" + schema)) {
            return true;
        }
        if (wait.isZero()) {
            return false;
        }
        try {
            setting(SET_LOCK_TIMEOUT, wait.toMillis() + "ms");
            call(WAIT_FOR_LOCK, "schemata:" + schema);
            return true;
        } catch (SQLException busy) {
            if (LOCK_NOT_AVAILABLE.equals(busy.getSQLState())) {
                return false;
            }
            throw busy;
        }
    }

    void createSchema() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists \"" + schema + "\"");
        }
    }

    /** From now on no statement waits longer for a lock. */
    void setLockTimeout(Duration lockTimeout) throws SQLException {
        setting(SET_LOCK_TIMEOUT, lockTimeout.toMillis() + "ms");
    }

    /** Does what is pending. */
    void update(String changelog) throws SQLException, LiquibaseException {
        Liquibase liquibase = liquibase(changelog);
        setSearchPath();
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        silently(() -> {
            liquibase.forceReleaseLocks(); // the lock is ours; what a killed run left in the table means nothing
            liquibase.update(new Contexts(), new LabelExpression());
        });
    }

    Changelog changelog(String changelog) throws LiquibaseException, SQLException {
        Changelog read =
                new Changelog(liquibase(changelog).getDatabaseChangeLog().getChangeSets());
        setSearchPath();
        return read;
    }

    /** The same where nothing is to be migrated, on a connection in whatever schema. */
    static Changelog changelogOn(Connection connection, String changelog) throws LiquibaseException {
        return new Changelog(new Liquibase(changelog, resources(), database(connection))
                .getDatabaseChangeLog()
                .getChangeSets());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Liquibase liquibase(String changelog) throws LiquibaseException {
        Database database = database(connection);
        database.setDefaultSchemaName(schema);
        database.setLiquibaseSchemaName(schema);
        return new Liquibase(changelog, resources(), database);
    }

    private static Database database(Connection connection) throws LiquibaseException {
        return DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
    }

    /** Liquibase would print every change on standard output. */
    private static void silently(Scope.ScopedRunner<?> work) throws LiquibaseException {
        try {
            Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), work);
        } catch (LiquibaseException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new LiquibaseException(failure);
        }
    }

    private static ResourceAccessor resources() {
        return ImageMode.current().isNativeImage()
                ? new NativeImageResourceAccessor()
                : new ClassLoaderResourceAccessor(Thread.currentThread().getContextClassLoader());
    }

    private void setSearchPath() throws SQLException {
        setting(SET_SEARCH_PATH, schema + ", pg_temp");
    }

    private void setting(String sql, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.execute();
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
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
