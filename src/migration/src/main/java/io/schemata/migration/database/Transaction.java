package io.schemata.migration.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Work in one transaction, and statements that the database itself has written. */
public final class Transaction {
    private Transaction() {}

    /** Work that has a result. */
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Work without a result. */
    public interface Step {
        void run(Connection connection) throws SQLException;
    }

    /** Commits where the work ends, and takes all of it back where it fails. */
    public static <T> T run(Connection connection, Work<T> work) throws SQLException {
        return run(connection, true, work);
    }

    /** Takes all of it back, however it ends. */
    public static <T> T tried(Connection connection, Work<T> work) throws SQLException {
        return run(connection, false, work);
    }

    /** The same where there is no result. */
    public static void perform(Connection connection, Step step) throws SQLException {
        run(connection, transaction -> {
            step.run(transaction);
            return null;
        });
    }

    private static <T> T run(Connection connection, boolean isKept, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean isEnded = false;
        try {
            T result = work.run(connection);
            if (isKept) {
                connection.commit();
            } else {
                connection.rollback();
            }
            isEnded = true;
            return result;
        } finally {
            try {
                if (!isEnded) {
                    connection.rollback();
                }
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Runs them one after the other. */
    public static void runAll(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
