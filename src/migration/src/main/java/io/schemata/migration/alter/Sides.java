package io.schemata.migration.alter;

import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.structure.CatalogQuery;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.Structure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A schema as it is and as it is to be.
 *
 * @param mine what is there, by kind and name, in an order in which it can be made
 * @param wanted what is to be there, so too
 * @param different what is not the same in both
 */
record Sides(
        Map<Difference, List<SchemaObject>> mine, Map<Difference, List<Wanted>> wanted, Set<Difference> different) {
    /**
     * One thing that is to be there.
     *
     * @param sql how it is made in the schema that is altered
     * @param columns of a table, each its definition
     */
    record Wanted(SchemaObject item, String sql, List<Wanted> columns) {}

    /**
     * @param kept things that are there and stay as they are, whatever is wanted
     */
    static Sides of(Structure is, Structure should, Set<Difference> kept) {
        OwnName theirName = should.ownName();
        Map<Difference, List<Wanted>> wanted = new LinkedHashMap<>();
        for (SchemaObject item : should.items()) {
            if (!kept.contains(Difference.of(item))) {
                add(
                        wanted,
                        Difference.of(item),
                        new Wanted(
                                item,
                                theirName.definition(item, is.schema()),
                                columns(should, item, theirName, is.schema())));
            }
        }
        OwnName myName = is.ownName();
        Map<Difference, List<SchemaObject>> mine = new LinkedHashMap<>();
        for (SchemaObject item : is.items()) {
            add(mine, Difference.of(item), item);
            if (kept.contains(Difference.of(item))) {
                add(
                        wanted,
                        Difference.of(item),
                        new Wanted(item, myName.definition(item, is.schema()), columns(is, item, myName, is.schema())));
            }
        }
        Set<Difference> different = Comparison.of(is, should).stream()
                .map(Difference::of)
                .filter(found -> !kept.contains(found))
                .collect(Collectors.toSet());
        return new Sides(mine, wanted, different);
    }

    private static List<Wanted> columns(Structure should, SchemaObject table, OwnName ownName, String schema) {
        return table.part() != CatalogQuery.TABLES
                ? List.of()
                : should.columns(table).stream()
                        .map(column -> new Wanted(column, ownName.definition(column, schema), List.of()))
                        .toList();
    }

    List<SchemaObject> mine(Difference key) {
        return mine.getOrDefault(key, List.of());
    }

    List<Wanted> wanted(Difference key) {
        return wanted.getOrDefault(key, List.of());
    }

    boolean isWanted(SchemaObject item) {
        return wanted.containsKey(Difference.of(item));
    }

    boolean isDifferent(SchemaObject item) {
        return different.contains(Difference.of(item));
    }

    private static <T> void add(Map<Difference, List<T>> all, Difference key, T item) {
        all.computeIfAbsent(key, none -> new ArrayList<>()).add(item);
    }
}
