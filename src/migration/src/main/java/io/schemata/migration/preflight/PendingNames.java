package io.schemata.migration.preflight;

import io.schemata.migration.changelog.Changesets;
import io.schemata.migration.changelog.CreatedNames;
import io.schemata.migration.database.FirstColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.changelog.ChangeSet;

/** The objects of a schema that have the names of what pending changesets are about to create there. */
final class PendingNames {
    private static final String EXISTING = "select name from unnest(?) as name"
            + " where to_regclass(quote_ident(?) || '.' || quote_ident(split_part(name, ' ', 2))) is not null"
            + " or to_regtype(quote_ident(?) || '.' || quote_ident(split_part(name, ' ', 2))) is not null order by name";

    private PendingNames() {}

    /** Their kinds and names, in order. */
    static List<String> inTheWay(Connection connection, String schema, List<ChangeSet> pending) throws SQLException {
        List<String> created =
                CreatedNames.in(pending.stream().map(Changesets::sql).collect(Collectors.joining("\n")));
        return created.isEmpty()
                ? List.of()
                : FirstColumn.of(
                        connection, EXISTING, connection.createArrayOf("text", created.toArray()), schema, schema);
    }
}
