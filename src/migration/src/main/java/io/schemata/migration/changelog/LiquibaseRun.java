package io.schemata.migration.changelog;

import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.filter.ShouldRunChangeSetFilter;
import liquibase.changelog.visitor.UpdateVisitor;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.ui.LoggerUIService;

/**
 * Liquibase on one schema's session: reads changelogs, and applies one changeset after the other. Its lock table is made, as
 * changesets close it, and not used: {@link SchemaSession#lock} ends with the process.
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

    /** Applies one changeset in a transaction, and notes it. */
    public void apply(ChangeSet changeset) {
        try {
            silently(() -> new UpdateVisitor(database, null, new ShouldRunChangeSetFilter(database))
                    .visit(changeset, changelog.log(), database, Set.of()));
        } catch (LiquibaseException failure) {
            throw ChangesetFailure.of(changeset, failure);
        }
    }

    private static Changelog read(String file, Database database) throws LiquibaseException {
        Composition.of(file);
        try {
            return Changelog.of(new Liquibase(file, BlueprintFiles.accessor(), database).getDatabaseChangeLog());
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
