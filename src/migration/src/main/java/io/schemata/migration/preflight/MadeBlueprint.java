package io.schemata.migration.preflight;

import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A new schema of a blueprint as it was in a transaction that is rolled back.
 *
 * @param filledTables those that changesets have put rows into
 */
public record MadeBlueprint(Structure structure, List<String> filledTables) {
    /** Reads it where the search path is that of the schema. */
    static MadeBlueprint read(Connection connection, Structure structure) throws SQLException {
        List<String> filled = new ArrayList<>();
        for (SchemaObject item : structure.items()) {
            if (item.kind() == ObjectKind.TABLE && !isEmpty(connection, item.name())) {
                filled.add(item.name());
            }
        }
        return new MadeBlueprint(structure, filled);
    }

    /** Whether a table has no rows, of the schema that the search path names. */
    public static boolean isEmpty(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select not exists (select from %s)".formatted(OwnName.quoted(table)))) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
