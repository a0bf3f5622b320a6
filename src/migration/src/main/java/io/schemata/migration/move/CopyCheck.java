package io.schemata.migration.move;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SchemaContent;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/** What stands in the way of a copy: what cannot be followed, and what cannot be made alike on trial. */
final class CopyCheck {
    private static final String OBSTACLES = SqlFile.read("move/copy_obstacles.sql");
    private static final String DEPENDENTS = SqlFile.read("structure/dependents.sql");

    private CopyCheck() {}

    /** Reads it in a transaction that is rolled back. */
    static List<String> obstacles(Connection connection, String source, String target) throws SQLException {
        List<String> obstacles = new ArrayList<>(
                FirstColumn.of(connection, OBSTACLES, source, source, source, source, source, source, source));
        FirstColumn.of(connection, DEPENDENTS, source)
                .forEach(dependent -> obstacles.add(dependent + ", and would go on with the old one"));
        if (obstacles.isEmpty()) {
            tryOut(connection, source, target, obstacles);
        }
        return obstacles;
    }

    private static void tryOut(Connection connection, String source, String target, List<String> obstacles)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            create(connection, target);
            TargetSchema schema = new TargetSchema(source, target);
            schema.begin(connection);
            schema.complete(connection)
                    .forEach(difference -> obstacles.add("%s cannot be made alike".formatted(difference)));
        } catch (SQLException failure) {
            connection.rollback(before);
            obstacles.add("the schema cannot be made again: "
                    + failure.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** Makes the schema where there is none; answers the statement that takes it away again, or nothing. */
    static List<String> create(Connection connection, String schema) throws SQLException {
        if (SchemaContent.exists(connection, schema)) {
            return List.of();
        }
        Transaction.runAll(connection, List.of("create schema " + OwnName.quoted(schema)));
        return List.of("drop schema " + OwnName.quoted(schema));
    }
}
