package io.schemata.migrate;

import java.sql.SQLException;

/** Why something failed, in one line a person can act on. */
final class Reason {
    private Reason() {}

    /** The database's own words where it spoke, else the outermost message. */
    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException spoken) {
                return firstLine(spoken.getMessage());
            }
        }
        return firstLine(failure.getMessage());
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
