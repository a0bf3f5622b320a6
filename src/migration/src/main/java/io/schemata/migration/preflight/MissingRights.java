package io.schemata.migration.preflight;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What an administrator has to do once, before a login that is no superuser can make what all tenants need. A login with
 * CREATEROLE that owns the database lacks little: it may make no role that passes row level security, and since PostgreSQL
 * 16 it gives others only the roles that it may administer.
 */
final class MissingRights {
    private static final String STATEMENTS = read("missing_rights.sql");

    private MissingRights() {}

    /** Refuses, with the statements that are missing, where nothing of what all tenants need is there yet. */
    static void require(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(STATEMENTS)) {
            while (rows.next()) {
                statements.add(rows.getString(1));
            }
        }
        if (!statements.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.NOT_POSSIBLE,
                    "this login lacks rights; an administrator has to run once, in this database: %s; nothing was changed"
                            .formatted(String.join("; ", statements)));
        }
    }

    private static String read(String name) {
        try (InputStream resource = MissingRights.class.getResourceAsStream("/preflight/" + name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
