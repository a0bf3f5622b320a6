package io.schemata.migration.alter;

import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.alter.Sides.Wanted;
import io.schemata.migration.structure.CatalogQuery;
import io.schemata.migration.structure.Dependencies;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.Structure;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The things that have to go, at least for a moment: those that are not wanted, those that cannot be altered but only made
 * anew, and whatever needs them. A table goes only where it is not wanted.
 */
final class Dropped {
    private static final Set<CatalogQuery> ONLY_MADE_ANEW = EnumSet.of(
            CatalogQuery.EXTENSIONS,
            CatalogQuery.AGGREGATES,
            CatalogQuery.COLLATIONS,
            CatalogQuery.OPERATORS,
            CatalogQuery.TEXT_SEARCH_DICTIONARIES,
            CatalogQuery.TEXT_SEARCH_CONFIGURATIONS,
            CatalogQuery.CONSTRAINTS,
            CatalogQuery.DOMAIN_CONSTRAINTS,
            CatalogQuery.INDEXES,
            CatalogQuery.STATISTICS,
            CatalogQuery.VIEWS,
            CatalogQuery.RULES,
            CatalogQuery.TRIGGERS,
            CatalogQuery.POLICIES);

    /** Columns may be of these. */
    static final Set<CatalogQuery> OF_COLUMNS = EnumSet.of(CatalogQuery.TYPES, CatalogQuery.COLLATIONS);

    private static final Pattern HEAD = Pattern.compile("\n LANGUAGE ");

    private final Sides sides;
    private final Dependencies needs;
    private final Map<SchemaObject, Difference> items = new LinkedHashMap<>();
    private final Set<SchemaObject> replacedTypes = new LinkedHashSet<>();
    private final Map<SchemaObject, Difference> recomputed = new HashMap<>();

    private Dropped(Sides sides, Dependencies needs) {
        this.sides = sides;
        this.needs = needs;
    }

    static Dropped of(Structure is, Sides sides, Dependencies needs) {
        Dropped dropped = new Dropped(sides, needs);
        is.items().forEach(dropped::look);
        return dropped;
    }

    boolean contains(SchemaObject item) {
        return items.containsKey(item);
    }

    /** The difference for which it goes. */
    Difference cause(SchemaObject item) {
        return items.get(item);
    }

    /** The differences for which a type or a collation would have to be made anew while columns that stay are of it. */
    Set<Difference> stuck() {
        return items.entrySet().stream()
                .filter(entry -> OF_COLUMNS.contains(entry.getKey().part()) && sides.isWanted(entry.getKey()))
                .filter(entry -> needs.dependents(entry.getKey()).stream()
                        .anyMatch(table -> table.part() == CatalogQuery.TABLES && !contains(table)))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    /** Enums and domains that are made anew under their name, while columns of the table are of the old one. */
    Set<SchemaObject> replacedTypes() {
        return replacedTypes;
    }

    /** Whether the generated columns of this table are dropped and added again. */
    boolean isRecomputed(SchemaObject table) {
        return recomputed.containsKey(table);
    }

    Set<SchemaObject> items() {
        return items.keySet();
    }

    private void look(SchemaObject item) {
        if (item.part() == CatalogQuery.COLUMNS) {
            lookAtColumn(item);
        } else if (item.isMade() && !sides.isWanted(item)) {
            add(item, Difference.of(item));
        } else if (item.isMade() && sides.isDifferent(item)) {
            Wanted wanted = sides.wanted(Difference.of(item)).get(0);
            if (item.part() == CatalogQuery.TYPES && wanted.item().part() == CatalogQuery.TYPES) {
                lookAtType(item, wanted.sql());
            } else if (isMadeAnew(item, wanted)) {
                add(item, Difference.of(item));
            }
        }
    }

    private void lookAtType(SchemaObject type, String wanted) {
        boolean isAltered = TypeText.newValues(type.definition(), wanted).isPresent()
                || TypeText.domainChanges(type.definition(), wanted).isPresent();
        if (isAltered) {
            return;
        }
        if (TypeText.isReadFromText(type.definition()) && TypeText.isReadFromText(wanted)) {
            replacedTypes.add(type);
            addDependents(type, Difference.of(type));
            needs.dependents(type).stream()
                    .filter(table -> table.part() == CatalogQuery.TABLES)
                    .forEach(table -> recompute(table, Difference.of(type)));
        } else {
            add(type, Difference.of(type));
        }
    }

    private static boolean isMadeAnew(SchemaObject item, Wanted wanted) {
        return wanted.item().part() != item.part()
                || ONLY_MADE_ANEW.contains(item.part())
                || item.part() == CatalogQuery.FUNCTIONS && !isReplaceable(item.definition(), wanted.sql());
    }

    /** A function that the server has read needs the columns of before; another head needs other callers. */
    private static boolean isReplaceable(String is, String should) {
        return HEAD.split(is, 2)[0].equals(HEAD.split(should, 2)[0])
                && !OwnName.isReadWhenMade(is)
                && !OwnName.isReadWhenMade(should);
    }

    private void lookAtColumn(SchemaObject column) {
        if (!sides.isDifferent(column) || !sides.isWanted(column)) {
            return;
        }
        ColumnChange change = ColumnChange.of(
                "",
                column.definition(),
                sides.wanted(Difference.of(column)).get(0).sql());
        if (change.changesType() || change.isRebuilt()) {
            tableOf(column).forEach(table -> recompute(table, Difference.of(column)));
        }
    }

    private List<SchemaObject> tableOf(SchemaObject column) {
        return needs.items().stream()
                .filter(item -> item.part() == CatalogQuery.TABLES && item.object() == column.object())
                .toList();
    }

    private void add(SchemaObject item, Difference cause) {
        if (items.putIfAbsent(item, cause) == null) {
            addDependents(item, cause);
        }
    }

    private void addDependents(SchemaObject item, Difference cause) {
        for (SchemaObject dependent : needs.dependents(item)) {
            if (dependent.part() != CatalogQuery.TABLES) {
                add(dependent, cause);
            } else if (item.part() == CatalogQuery.FUNCTIONS) {
                recompute(dependent, cause);
            }
        }
    }

    /** Its generated columns go, and whatever may need one of its columns; not its sequences, which count on. */
    private void recompute(SchemaObject table, Difference cause) {
        if (recomputed.putIfAbsent(table, cause) == null) {
            needs.dependents(table).stream()
                    .filter(dependent ->
                            dependent.part() != CatalogQuery.TABLES && dependent.part() != CatalogQuery.SEQUENCES)
                    .forEach(dependent -> add(dependent, cause));
        }
    }
}
