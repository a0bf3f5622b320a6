package io.schemata.migration.changelog;

import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import liquibase.changelog.ChangeSet;

/**
 * The changesets of a changelog in one schema's session, each applied and noted in one transaction; Liquibase would run it in
 * a transaction before the one of the note. Its lock table is made, as changesets close it, and not used:
 * {@link SchemaSession#lock} ends with the process.
 */
public final class LiquibaseRun {
    private final SchemaSession session;
    private final Changelog changelog;

    private LiquibaseRun(SchemaSession session, Changelog changelog) {
        this.session = session;
        this.changelog = changelog;
    }

    /** Reads the changelog; nothing is asked of the session. */
    public static LiquibaseRun of(SchemaSession session, String file) {
        return new LiquibaseRun(session, Changelogs.read(file));
    }

    public Changelog changelog() {
        return changelog;
    }

    /** Makes Liquibase's own tables where they are missing; the schema has to be there. */
    public void begin() throws SQLException {
        session.setSearchPath();
        ChangeHistory.begin(session.connection());
    }

    /**
     * Applies one changeset and notes it, in one transaction: a process that is killed leaves both or neither. One that asks to
     * run outside of a transaction is noted after it. Each begins in the schema, and is noted there, wherever it has led.
     */
    public void apply(ChangeSet changeset) throws SQLException {
        Connection connection = session.connection();
        connection.setAutoCommit(!changeset.isRunInTransaction());
        try {
            session.beInSchema();
            run(connection, changeset, Changesets.statements(changeset));
            connection.setAutoCommit(false);
            session.beInSchema();
            ChangeHistory.note(connection, changeset, changelog.checksum(changeset));
            connection.commit();
        } catch (SQLException failure) {
            rollback(connection);
            throw ChangesetFailure.of(changeset, "", failure);
        } catch (MigrationException failure) {
            rollback(connection);
            throw failure;
        }
    }

    /** Notes changesets as applied without running them, all or none. */
    public void noteAll(List<ChangeSet> changesets) throws SQLException {
        begin();
        Connection connection = session.connection();
        connection.setAutoCommit(false);
        try {
            noteAll(changesets, Map.of());
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        }
    }

    /**
     * The same in the connection's transaction, where {@link #begin} was called before.
     *
     * @param checksums those that are noted in place of the changesets' own, by name
     */
    public void noteAll(List<ChangeSet> changesets, Map<String, String> checksums) throws SQLException {
        for (ChangeSet changeset : changesets) {
            ChangeHistory.note(session.connection(), changeset, changelog.checksum(changeset));
        }
        ChangeHistory.setChecksums(session.connection(), checksums);
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
}
