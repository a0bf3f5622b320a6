package io.schemata.migration.database;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads the database as it is at one moment. */
public interface Snapshot<T> {
    T read(Connection connection) throws SQLException;

    /** Reads on a connection of its own; a database that fails or does not answer is a {@code DATABASE_ERROR}. */
    static <T> T of(Snapshot<T> snapshot) {
        try (Connection connection = JdbcAddress.configured().connectToRead()) {
            return snapshot.read(connection);
        } catch (SQLException failure) {
            throw new MigrationException(ErrorCode.DATABASE_ERROR, FailureReason.of(failure), failure);
        }
    }
}
