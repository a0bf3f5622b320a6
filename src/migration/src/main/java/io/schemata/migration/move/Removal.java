package io.schemata.migration.move;

import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.alter.Alterer;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SqlFile;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes away what a move has copied, in the connection's transaction, and nothing else. */
final class Removal {
    private static final String CONTENT = SqlFile.read("create/content.sql");
    private static final String DROP_SCHEMA = "drop schema %s";
    private static final String PUBLIC = "public";

    private Removal() {}

    /** A copy that was never written to by anybody else: its schema had to be empty. */
    static void ofCopy(Connection connection, String schema) throws SQLException {
        Transaction.runAll(connection, List.of((DROP_SCHEMA + " cascade").formatted(OwnName.quoted(schema))));
    }

    /** What the other schema has too; the schema goes with it where nothing is left in it. */
    static void ofMoved(Connection connection, String old, String kept) throws SQLException {
        Set<Difference> moved = Structure.read(Catalog.of(connection, kept)).items().stream()
                .map(Difference::of)
                .collect(Collectors.toSet());
        Catalog catalog = Catalog.of(connection, old);
        Structure is = Structure.read(catalog);
        Structure rest = new Structure(
                is.schema(),
                is.items().stream()
                        .filter(item -> !moved.contains(Difference.of(item)))
                        .toList());
        List<String> statements = Alterer.of(catalog, is, rest, Set.of())
                .all()
                .map(Statement::sql)
                .toList();
        Transaction.runAll(connection, statements);
        for (String table : History.TABLES) {
            Transaction.runAll(connection, List.of("drop table if exists %s.%s".formatted(OwnName.quoted(old), table)));
        }
        if (!old.equals(PUBLIC)
                && FirstColumn.of(connection, CONTENT, old, old, old).isEmpty()) {
            Transaction.runAll(connection, List.of(DROP_SCHEMA.formatted(OwnName.quoted(old))));
        }
    }
}
