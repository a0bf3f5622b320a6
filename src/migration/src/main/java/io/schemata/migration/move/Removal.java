package io.schemata.migration.move;

import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.alter.Alterer;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.CatalogQuery;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SchemaContent;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes away what a move has copied, in the connection's transaction, and nothing else. */
final class Removal {
    private static final String TABLES = """
            select table_name from schemata.moved_tables where target_schema = ?
            union
            select relname::text
            from schemata.moved_tables
            cross join lateral pg_partition_tree(to_regclass(format('%I.%I', ?::text, table_name))) tree
            join pg_class on pg_class.oid = tree.relid
            where target_schema = ?
            """;
    private static final String PUBLIC = "public";

    private Removal() {}

    /**
     * What the move has copied and the other schema has too, and no table that was made since. Functions that triggers on other
     * tables call stay. The schema goes where nothing is left in it, unless the target's was there before.
     */
    static void ofMoved(Connection connection, Move move, String old, String kept) throws SQLException {
        Set<String> tables = Set.copyOf(FirstColumn.of(connection, TABLES, move.target(), old, move.target()));
        Set<String> calledElsewhere = Set.copyOf(SignUpFunctions.names(connection, old));
        Structure other = Structure.read(Catalog.of(connection, kept));
        Set<Difference> moved = other.items().stream()
                .filter(item -> item.part() != CatalogQuery.TABLES || tables.contains(item.name()))
                .map(Difference::of)
                .collect(Collectors.toSet());
        Catalog catalog = Catalog.of(connection, old);
        Structure is = Structure.read(catalog);
        Set<Difference> staying = is.items().stream()
                .filter(item -> !moved.contains(Difference.of(item)) || calledElsewhere.contains(item.name()))
                .map(Difference::of)
                .collect(Collectors.toSet());
        Structure rest = new Structure(
                is.schema(),
                is.items().stream()
                        .filter(item -> staying.contains(Difference.of(item)))
                        .toList());
        Alterer.of(catalog, is, rest, staying).run(connection);
        for (String table : History.TABLES) {
            Transaction.runAll(connection, List.of("drop table if exists %s.%s".formatted(OwnName.quoted(old), table)));
        }
        boolean isOurs = old.equals(move.source()) || !move.made().isEmpty();
        if (isOurs
                && !old.equals(PUBLIC)
                && SchemaContent.names(connection, old).isEmpty()) {
            Transaction.runAll(connection, List.of("drop schema " + OwnName.quoted(old)));
        }
    }
}
