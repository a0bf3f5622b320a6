package io.schemata.migration.alter;

import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.structure.CatalogQuery;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.Structure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Partitions, whose columns and checks change with those of the table that they are part of. */
final class Partitions {
    private final Map<String, String> parents = new HashMap<>();

    private Partitions() {}

    static Partitions of(Structure structure) {
        Map<String, String> tables = new HashMap<>();
        Map<Long, String> byObject = new HashMap<>();
        for (SchemaObject item : structure.items()) {
            if (item.part() == CatalogQuery.TABLES) {
                tables.put(item.name(), item.name());
                tables.put(OwnName.quoted(item.name()), item.name());
                byObject.put(item.object(), item.name());
            }
        }
        Partitions partitions = new Partitions();
        for (SchemaObject item : structure.items()) {
            String child = byObject.get(item.object());
            if (item.part() == CatalogQuery.PARTITIONS && child != null) {
                String parent = tables.get(item.name().substring(child.length() + " of ".length()));
                partitions.parents.put(child, parent);
            }
        }
        return partitions;
    }

    boolean isPartition(String table) {
        return parents.containsKey(table);
    }

    /** The partitions of a table, by name. */
    List<String> of(String table) {
        return parents.entrySet().stream()
                .filter(entry -> table.equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether it is a check that goes and comes with that of the table that its table is part of. */
    boolean followsParents(SchemaObject item, Sides sides, Dropped dropped) {
        Difference parents = ofParent(Difference.of(item));
        return item.part() == CatalogQuery.CONSTRAINTS
                && parents != null
                && (sides.different().contains(parents)
                        || sides.mine(parents).stream().anyMatch(dropped::contains));
    }

    /** The same column or check of the table that it is part of; null where there is none. */
    Difference ofParent(Difference part) {
        for (Map.Entry<String, String> entry : parents.entrySet()) {
            if (part.name().startsWith(entry.getKey() + ".")) {
                String rest = part.name().substring(entry.getKey().length());
                return new Difference(part.kind(), entry.getValue() + rest);
            }
        }
        return null;
    }
}
