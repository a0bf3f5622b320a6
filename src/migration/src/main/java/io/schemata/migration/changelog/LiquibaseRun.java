package io.schemata.migration.changelog;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.MigrationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;

/**
 * Liquibase on one schema's session: reads changelogs, and notes changesets one after the other; it would run each in a
 * transaction before the one of the note. Its lock table is made, as changesets close it, and not used:
 * {@link SchemaSession#lock} ends with the process.
 */
public final class LiquibaseRun {
    /** With the column that came last to them. */
    private static final String ARE_THERE = "select attname from pg_attribute"
            + " where attrelid = to_regclass('databasechangelog') and attname = 'deployment_id'"
            + " and to_regclass('databasechangeloglock') is not null";

    private static final String SET_CHECKSUM =
            "update databasechangelog set md5sum = ? where filename || '::' || id = ?";

    private final SchemaSession session;
    private final Changelog changelog;
    private Database database;

    private LiquibaseRun(SchemaSession session, Changelog changelog) {
        this.session = session;
        this.changelog = changelog;
    }

    /** Reads the changelog; nothing is asked of the session. */
    public static LiquibaseRun of(SchemaSession session, String file) throws LiquibaseException {
        return new LiquibaseRun(session, Changelogs.read(file));
    }

    public Changelog changelog() {
        return changelog;
    }

    /** Makes Liquibase's own tables where they are missing; the schema has to be there. */
    public void begin() throws LiquibaseException, SQLException {
        session.setSearchPath();
        if (!FirstColumn.of(session.connection(), ARE_THERE).isEmpty()) {
            return;
        }
        LiquibaseWork.alone(() -> {
            LiquibaseWork.silently(() -> {
                history().init();
                LockServiceFactory.getInstance().getLockService(database()).init();
            });
            return null;
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
            noteAll(changesets, Map.of());
            connection.commit();
        } catch (SQLException | LiquibaseException failure) {
            connection.rollback();
            throw failure;
        }
    }

    /**
     * The same in the connection's transaction, where {@link #begin} was called before.
     *
     * @param checksums those that are noted in place of the changesets' own, by name
     */
    public void noteAll(List<ChangeSet> changesets, Map<String, String> checksums)
            throws SQLException, LiquibaseException {
        for (ChangeSet changeset : changesets) {
            note(changeset);
        }
        try (PreparedStatement update = session.connection().prepareStatement(SET_CHECKSUM)) {
            for (Map.Entry<String, String> checksum : checksums.entrySet()) {
                update.setString(1, checksum.getValue());
                update.setString(2, checksum.getKey());
                update.execute();
            }
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
        LiquibaseWork.alone(() -> {
            ChangeLogHistoryService history = history();
            boolean isThere = history.getRanChangeSet(changeset) != null;
            LiquibaseWork.silently(() ->
                    history.setExecType(changeset, isThere ? ChangeSet.ExecType.RERAN : ChangeSet.ExecType.EXECUTED));
            return null;
        });
    }

    private ChangeLogHistoryService history() throws LiquibaseException {
        return Scope.getCurrentScope()
                .getSingleton(ChangeLogHistoryServiceFactory.class)
                .getChangeLogService(database());
    }

    /** Liquibase's view of the session. */
    private Database database() throws LiquibaseException {
        if (database == null) {
            database = LiquibaseWork.connected(session.connection());
            database.setDefaultSchemaName(session.schema());
            database.setLiquibaseSchemaName(session.schema());
        }
        return database;
    }
}
