package io.schemata.migration.changelog;

import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.ui.LoggerUIService;

/**
 * Liquibase's own work, one thread at a time: its services are shared by all threads of a process (liquibase #4376, #7220).
 * The statements of changesets run beside each other, outside of it.
 */
final class LiquibaseWork {
    private static final ReentrantLock ALONE = new ReentrantLock();

    private LiquibaseWork() {}

    /** Work that has a result. */
    interface Work<T> {
        T run() throws LiquibaseException;
    }

    static <T> T alone(Work<T> work) throws LiquibaseException {
        ALONE.lock();
        try {
            return work.run();
        } finally {
            ALONE.unlock();
        }
    }

    static Database connected(Connection connection) throws LiquibaseException {
        return DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
    }

    /** Liquibase would print every change on standard output. */
    static void silently(Scope.ScopedRunner<?> work) throws LiquibaseException {
        try {
            Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), work);
        } catch (LiquibaseException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new LiquibaseException(failure);
        }
    }
}
