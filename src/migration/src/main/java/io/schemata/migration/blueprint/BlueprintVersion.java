package io.schemata.migration.blueprint;

import io.schemata.migration.Digest;
import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/**
 * A digest of all that decides how a schema of a blueprint reads: its changesets, the server, the one extension that
 * changesets ask for, the login that reads and its queries.
 */
final class BlueprintVersion {
    private static final String SERVER =
            "select current_user || ' ' || current_setting('server_version_num')::int / 10000"
                    + " || exists (select from pg_extension where extname = 'vector')";

    private BlueprintVersion() {}

    static String of(Connection connection, Changelog changelog) throws SQLException {
        String ours = changelog.checksums().entrySet().stream()
                .map(changeset -> changeset.getKey() + changeset.getValue())
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
