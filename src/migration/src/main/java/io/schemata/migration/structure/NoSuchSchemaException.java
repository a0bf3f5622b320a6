package io.schemata.migration.structure;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;

/** The database has no schema of that name. */
public final class NoSuchSchemaException extends MigrationException {
    private static final long serialVersionUID = 1L;

    NoSuchSchemaException(String schema) {
        super(ErrorCode.NO_SUCH_SCHEMA, "there is no schema \"%s\"".formatted(schema));
    }
}
