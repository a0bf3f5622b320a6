package io.schemata.migration.structure;

import io.schemata.migration.database.FirstColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whether there is a schema, and the names of what is in it, but for what belongs to extensions. */
public final class SchemaContent {
    private static final String EXISTS = "select nspname from pg_namespace where nspname = ?";
    private static final String NAMES = SqlFile.read("structure/content.sql");

    private SchemaContent() {}

    public static boolean exists(Connection connection, String schema) throws SQLException {
        return !FirstColumn.of(connection, EXISTS, schema).isEmpty();
    }

    /** Its relations, routines and types; none where there is no such schema. */
    public static List<String> names(Connection connection, String schema) throws SQLException {
        return FirstColumn.of(connection, NAMES, schema, schema, schema);
    }
}
