package io.schemata.migration.preflight;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What an administrator has to do once, before a login that is no superuser can make what all tenants need. A login with
 * CREATEROLE that owns the database lacks little: it may make no role that passes row level security, and since PostgreSQL
 * 16 it gives others only the roles that it may administer.
 */
final class MissingRights {
    private static final String STATEMENTS = SqlFile.read("preflight/missing_rights.sql");

    private MissingRights() {}

    /** Refuses, with the statements that are missing, where nothing of what all tenants need is there yet. */
    static void require(Connection connection) throws SQLException {
        List<String> statements = FirstColumn.of(connection, STATEMENTS);
        if (!statements.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.NOT_POSSIBLE,
                    "this login lacks rights, nothing was changed; an administrator has to run once, in this database: %s"
                            .formatted(String.join("; ", statements)));
        }
    }
}
