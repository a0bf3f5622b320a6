package io.schemata.migration.blueprint;

import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Dependencies;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import liquibase.changelog.ChangeSet;

/** A schema of a blueprint that is made in a transaction to be looked at, and never seen by anybody else. */
public final class ReferenceSchema {
    public static final String NAME = "schemata_reference";

    private static final String CREATE = "create schema " + NAME;
    private static final String SET_SEARCH_PATH = "select set_config('search_path', ?, true)";

    private ReferenceSchema() {}

    /** Makes it in the connection's transaction, which the caller rolls back, and reads its structure. */
    public static Structure make(Connection connection, Changelog changelog) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
        run(connection, NAME, changelog.changesets());
        Catalog catalog = Catalog.of(connection, NAME);
        Structure structure = Structure.read(catalog);
        return structure.inOrder(Dependencies.of(catalog, structure));
    }

    /** Runs changesets in a schema, in the connection's transaction. */
    public static void run(Connection connection, String schema, List<ChangeSet> changesets) throws SQLException {
        for (ChangeSet changeset : changesets) {
            setSearchPath(connection, schema);
            LiquibaseRun.run(connection, changeset);
        }
    }

    /** For the rest of the connection's transaction, a statement without a schema's name works in this one. */
    public static void setSearchPath(Connection connection, String schema) throws SQLException {
        try (PreparedStatement path = connection.prepareStatement(SET_SEARCH_PATH)) {
            path.setString(1, schema + ", pg_temp");
            path.execute();
        }
    }
}
