package io.schemata.migration.move;

import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.database.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The transactions of a copy: no trigger and no foreign key fires for its own writes, and row level security hides nothing. */
record CopySession(SchemaSession session) {
    private static final List<String> BEGIN = List.of(
            "set local session_replication_role = replica",
            "set local row_security = off",
            "set local search_path = pg_catalog, pg_temp",
            "set local datestyle = 'ISO, MDY'",
            "set local intervalstyle = 'postgres'",
            "set local timezone = 'UTC'",
            "set local extra_float_digits = 1",
            "set local bytea_output = 'hex'");

    private static final String SHORT_WAIT = "set local lock_timeout = '200ms'";
    private static final int MOST_TRIES = 150;
    private static final long PAUSE_NANOSECONDS = 100_000_000;

    Connection connection() {
        return session.connection();
    }

    /** Work that sees each statement's moment. */
    <T> T run(Transaction.Work<T> work) throws SQLException {
        return run(Connection.TRANSACTION_READ_COMMITTED, work);
    }

    /** Work that sees the moment of its first query. */
    <T> T atOneMoment(Transaction.Work<T> work) throws SQLException {
        return run(Connection.TRANSACTION_REPEATABLE_READ, work);
    }

    /**
     * Work behind a lock that others may hold for a while: it waits 200 ms for each, so that those who come later do not wait
     * for long either, and begins again.
     *
     * @throws SQLException where it was in vain for half a minute
     */
    <T> T patiently(Transaction.Work<T> work) throws SQLException {
        for (int i = 1; ; i++) {
            try {
                return atOneMoment(connection -> {
                    execute(connection, List.of(SHORT_WAIT));
                    return work.run(connection);
                });
            } catch (SQLException failure) {
                if (!LockedTable.isLocked(failure) || i == MOST_TRIES) {
                    throw failure;
                }
                LockSupport.parkNanos(PAUSE_NANOSECONDS);
            }
        }
    }

    private <T> T run(int isolation, Transaction.Work<T> work) throws SQLException {
        Connection connection = session.connection();
        connection.setTransactionIsolation(isolation);
        try {
            return Transaction.run(connection, transaction -> {
                execute(transaction, BEGIN);
                return work.run(transaction);
            });
        } finally {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
