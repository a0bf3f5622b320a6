package io.schemata.migration.move;

import java.sql.SQLException;

/** A table that does not have the same rows on both sides. */
final class DifferentTableException extends SQLException {
    private static final long serialVersionUID = 1L;

    DifferentTableException(String table, String one, String other) {
        super("table %s is not the same on both sides: %s, and %s".formatted(table, one, other));
    }
}
