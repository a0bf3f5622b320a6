package io.schemata.migration.lint;

import io.schemata.migration.structure.Catalog;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What the extension plpgsql_check finds in the bodies of a schema's functions, in a database that has it. */
public final class PlpgsqlCheck {
    private PlpgsqlCheck() {}

    /** A line each, or nothing where the database does not have the extension. */
    public static Optional<List<String>> findings(Catalog catalog) throws SQLException {
        List<String> home = catalog.query("lint/plpgsql_home.sql", Catalog.Scope.SCHEMA, row -> row.getString(1));
        if (home.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(catalog.query("lint/plpgsql.sql", Catalog.Scope.ROUTINES, row -> row.getString(1)));
        } finally {
            catalog.lookFromWithin();
        }
    }
}
