package io.schemata.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a schema is made of: everything but its rows. */
public record Structure(String schema, List<Item> items) {
    /** Reads it as it is seen by the catalog's transaction. */
    public static Structure read(Catalog catalog) throws SQLException {
        List<Item> items = new ArrayList<>();
        for (Part part : Part.values()) {
            items.addAll(catalog.query(
                    part.file(),
                    part.scope(),
                    row -> new Item(part, row.getString(1), row.getString(4), row.getLong(2), row.getLong(3))));
        }
        return new Structure(catalog.schema(), List.copyOf(items));
    }

    /** All that decides how the same schema reads: a structure that was read otherwise is not to be compared with. */
    public static String howItIsRead() {
        return Stream.of(Part.values())
                .map(part -> part + SqlFile.read(part.file()))
                .collect(Collectors.joining("", SqlFile.read(Catalog.MEMBERS), ""));
    }

    /** How many there are of a kind. */
    public long count(Kind kind) {
        return items.stream()
                .filter(item -> item.kind() == kind && item.part() != Part.SEQUENCE_OWNERS)
                .count();
    }

    OwnName ownName() {
        return new OwnName(
                schema,
                items.stream()
                        .filter(item -> item.part().isCalledByName())
                        .map(Structure::firstWord)
                        .collect(Collectors.toSet()));
    }

    private static String firstWord(Item item) {
        return item.name().split("[^\\w$]", 2)[0];
    }

    /** The columns of a table, in its order. */
    List<Item> columns(Item table) {
        return items.stream()
                .filter(item -> item.part() == Part.COLUMNS && item.object() == table.object())
                .toList();
    }

    Set<Long> objects() {
        return items.stream().map(Item::object).collect(Collectors.toSet());
    }
}
