package io.schemata.migration.changelog;

import java.util.concurrent.locks.ReentrantLock;
import liquibase.exception.LiquibaseException;

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
}
