package io.schemata.migrate;

import io.schemata.structure.Structure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/**
 * Stands for all that decides how a schema of a blueprint reads: its changes, the server, the one extension that changes
 * ask for, and who reads it how.
 */
final class BlueprintVersion {
    private static final String SERVER =
            "select current_user || ' ' || current_setting('server_version_num')::int / 10000"
                    + " || exists (select from pg_extension where extname = 'vector')";

    private BlueprintVersion() {}

    static String of(Connection connection, Changelog changes) throws SQLException {
        String ours = changes.changes().stream()
                .map(change -> Changelog.name(change) + Changelog.checksum(change))
                .collect(Collectors.joining("\n"));
        return Digest.of(ours + server(connection) + Structure.howItIsRead());
    }

    private static String server(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            return row.getString(1);
        }
    }
}
