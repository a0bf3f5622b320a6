package io.schemata.migration.adopt;

import io.schemata.migration.error.FailureReason;
import java.sql.SQLException;

/** Why the rows of a table could not be copied, without what is in them. */
final class CopyFailure {
    /** Data exceptions: their words may have a row's value. */
    private static final String DATA_EXCEPTION = "22";

    private CopyFailure() {}

    /** A failure with the table's name. */
    static SQLException of(String table, SQLException failure) {
        return new SQLException("%s: %s".formatted(table, reason(failure)), failure.getSQLState(), failure);
    }

    static String reason(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith(DATA_EXCEPTION) && failure.getCause() == null
                ? "a value cannot become one of its new column's type (SQLSTATE %s)".formatted(failure.getSQLState())
                : FailureReason.of(failure);
    }
}
