package io.schemata.migration.alter;

import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.CatalogQuery;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SchemaObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Enums and domains that are made anew under their names, and the columns that are of the old ones until then. */
final class Replacements {
    /**
     * A column that stays.
     *
     * @param type the object id of its type, or of its elements' type
     * @param table the object id of its table
     * @param tableName as an identifier
     * @param name as an identifier
     */
    private record Column(long type, long table, String tableName, String name, String typeName, String expression) {}

    private final List<Column> columns;
    private final Sides sides;

    private Replacements(List<Column> columns, Sides sides) {
        this.columns = columns;
        this.sides = sides;
    }

    static Replacements read(Catalog catalog, Sides sides, Collection<SchemaObject> types) throws SQLException {
        if (types.isEmpty()) {
            return new Replacements(List.of(), sides);
        }
        List<Long> ids = types.stream().map(SchemaObject::object).toList();
        List<Column> columns = catalog.query(
                "structure/columns_of_types.sql",
                ids,
                row -> new Column(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)));
        return new Replacements(columns, sides);
    }

    /** Whether the column has lost its default by such a replacement. */
    boolean isReplaced(SchemaObject table, String column) {
        return columns.stream()
                .anyMatch(one -> one.table() == table.object() && one.name().equals(column));
    }

    /** The statements that make the new type and give it to the columns; values go over by their texts. */
    List<String> of(SchemaObject type, String definition) {
        String name = OwnName.quoted(type.name());
        String old = OwnName.quoted("schemata_before_" + type.object());
        String kind = type.definition().startsWith("create domain") ? "domain" : "type";
        List<String> all = new ArrayList<>();
        all.add("alter %s %s rename to %s".formatted(kind, name, old));
        all.add(definition);
        columns.stream()
                .filter(column -> column.type() == type.object() && stays(column))
                .forEach(column -> all.addAll(of(column)));
        all.add("drop %s %s".formatted(kind, old));
        return all;
    }

    /** The statements that give those columns their defaults again, once the functions that these call are there. */
    List<String> defaults(SchemaObject type) {
        return columns.stream()
                .filter(column -> column.type() == type.object() && column.expression() != null)
                .filter(column -> stays(column) && !isDifferent(column))
                .map(column -> "alter table %s alter column %s set default %s"
                        .formatted(column.tableName(), column.name(), column.expression()))
                .toList();
    }

    private boolean stays(Column column) {
        return item(column).anyMatch(sides::isWanted);
    }

    private boolean isDifferent(Column column) {
        return item(column).anyMatch(sides::isDifferent);
    }

    private Stream<SchemaObject> item(Column column) {
        return sides.mine().values().stream()
                .flatMap(List::stream)
                .filter(item -> item.part() == CatalogQuery.COLUMNS && item.object() == column.table())
                .filter(item -> item.definition().startsWith(column.name() + " "));
    }

    private List<String> of(Column column) {
        String alter = "alter table %s alter column %s ".formatted(column.tableName(), column.name());
        List<String> all = new ArrayList<>();
        if (column.expression() != null) {
            all.add(alter + "drop default");
        }
        all.add(alter
                + "type %s using %s"
                        .formatted(column.typeName(), "%s::text::%s".formatted(column.name(), column.typeName())));
        return all;
    }
}
