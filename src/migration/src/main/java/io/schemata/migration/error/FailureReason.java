package io.schemata.migration.error;

import java.sql.SQLException;

/** The reason of a failure in one line that a person can act on. */
public final class FailureReason {
    private FailureReason() {}

    /** The database's own words where there are some, else the outermost message. */
    public static String of(Throwable failure) {
        return of(failure, "");
    }

    /** @param place words that stand behind the database's, and before what those do not say */
    public static String of(Throwable failure, String place) {
        if (failure instanceof MigrationException ours) {
            return firstLine(ours.getMessage());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException fromDatabase) {
                return firstLine(fromDatabase.getMessage()) + place + hint(fromDatabase.getSQLState());
            }
        }
        return firstLine(failure.getMessage()) + place;
    }

    /** What the database's words do not say of the most likely cause. */
    private static String hint(String state) {
        return switch (String.valueOf(state)) {
            case "3F000" -> "; a blueprint's SQL names no schema: it runs in the schema of each of its tenants";
            case "42501" -> "; migrate needs the login that owns the tenants' schemas, not the functions'";
            case "25001" ->
                "; a change is one transaction: give what cannot run in one a change of its own, with runInTransaction:false";
            default -> "";
        };
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
