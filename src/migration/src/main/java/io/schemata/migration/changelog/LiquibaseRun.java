package io.schemata.migration.changelog;

import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.ui.LoggerUIService;

/**
 * Liquibase on one schema's session: reads changelogs, and notes changesets one after the other; it would run each in a
 * transaction before the one of the note. Its lock table is made, as changesets close it, and not used:
 * {@link SchemaSession#lock} ends with the process.
 */
public final class LiquibaseRun {
    private final SchemaSession session;
    private final Database database;
    private final Changelog changelog;

    private LiquibaseRun(SchemaSession session, Database database, Changelog changelog) {
        this.session = session;
        this.database = database;
        this.changelog = changelog;
    }

    /** Reads the changelog for this session; nothing is written. */
    public static LiquibaseRun of(SchemaSession session, String file) throws LiquibaseException, SQLException {
        Database database = database(session.connection());
        database.setDefaultSchemaName(session.schema());
        database.setLiquibaseSchemaName(session.schema());
        Changelog changelog = read(file, database);
        session.setSearchPath();
        return new LiquibaseRun(session, database, changelog);
    }

    /** The changelog where nothing is to be applied, on a connection in whatever schema. */
    public static Changelog read(String file, Connection connection) throws LiquibaseException {
        return read(file, database(connection));
    }

    public Changelog changelog() {
        return changelog;
    }

    /** Makes Liquibase's own tables where they are missing; the schema has to be there. */
    public void begin() throws LiquibaseException, SQLException {
        session.setSearchPath();
        silently(() -> {
            Scope.getCurrentScope()
                    .getSingleton(ChangeLogHistoryServiceFactory.class)
                    .getChangeLogService(database)
                    .init();
            LockServiceFactory.getInstance().getLockService(database).init();
        });
    }

    /**
     * Applies one changeset and notes it, in one transaction: a process that is killed leaves both or neither. One that asks to
     * run outside of a transaction is noted after it.
     */
    public void apply(ChangeSet changeset) throws SQLException {
        Connection connection = session.connection();
        connection.setAutoCommit(!changeset.isRunInTransaction());
        try {
            run(connection, changeset, Changesets.statements(changeset));
            connection.setAutoCommit(false);
            note(changeset);
            connection.commit();
        } catch (SQLException | LiquibaseException failure) {
            rollback(connection);
            throw ChangesetFailure.of(changeset, "", failure);
        } catch (MigrationException failure) {
            rollback(connection);
            throw failure;
        }
    }

    /** Notes changesets as applied without running them, all or none. */
    public void noteAll(List<ChangeSet> changesets) throws SQLException, LiquibaseException {
        begin();
        Connection connection = session.connection();
        connection.setAutoCommit(false);
        try {
            for (ChangeSet changeset : changesets) {
                note(changeset);
            }
            connection.commit();
        } catch (SQLException | LiquibaseException failure) {
            connection.rollback();
            throw failure;
        }
    }

    private static void rollback(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    /** Runs a changeset's statements, in the connection's transaction. */
    public static void run(Connection connection, ChangeSet changeset) throws SQLException {
        run(connection, changeset, Changesets.inTransaction(changeset));
    }

    private static void run(Connection connection, ChangeSet changeset, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException failure) {
                    throw ChangesetFailure.of(changeset, sql, failure);
                }
            }
        }
    }

    private void note(ChangeSet changeset) throws LiquibaseException {
        ChangeLogHistoryService history = Scope.getCurrentScope()
                .getSingleton(ChangeLogHistoryServiceFactory.class)
                .getChangeLogService(database);
        boolean isThere = history.getRanChangeSet(changeset) != null;
        silently(
                () -> history.setExecType(changeset, isThere ? ChangeSet.ExecType.RERAN : ChangeSet.ExecType.EXECUTED));
    }

    private static Changelog read(String file, Database database) throws LiquibaseException {
        Composition.of(file);
        try {
            Changelog changelog = new Changelog(new Liquibase(file, BlueprintFiles.accessor(), database)
                    .getDatabaseChangeLog()
                    .getChangeSets());
            OwnStatements.require(changelog);
            return changelog;
        } catch (LiquibaseException unreadable) {
            throw new MigrationException(
                    ErrorCode.WRONG_BLUEPRINT, "%s: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
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
}
