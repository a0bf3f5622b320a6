package io.schemata.migration.error;

import java.sql.SQLException;

/** The reason of a failure in one line that a person can act on. */
public final class FailureReason {
    private FailureReason() {}

    /** The database's own words where there are some, else the outermost message. */
    public static String of(Throwable failure) {
        if (failure instanceof MigrationException ours) {
            return firstLine(ours.getMessage());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException fromDatabase) {
                return firstLine(fromDatabase.getMessage());
            }
        }
        return firstLine(failure.getMessage());
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
