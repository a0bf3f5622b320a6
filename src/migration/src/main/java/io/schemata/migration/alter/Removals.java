package io.schemata.migration.alter;

import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.structure.CatalogQuery;
import io.schemata.migration.structure.Dependencies;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.Structure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The statements that take things away from a schema, dependents first. */
final class Removals {
    /** A definition of these takes the place of the one before. */
    private static final Set<ObjectKind> OVERWRITTEN =
            EnumSet.of(ObjectKind.COMMENT, ObjectKind.OWNER, ObjectKind.REPLICA_IDENTITY, ObjectKind.SEQUENCE);

    /** These go with their table where they need nothing else. */
    private static final Set<CatalogQuery> OF_ONE_TABLE =
            EnumSet.of(CatalogQuery.INDEXES, CatalogQuery.STATISTICS, CatalogQuery.CONSTRAINTS);

    private final Structure is;
    private final Sides sides;
    private final Dependencies needs;
    private final Dropped dropped;
    private final OwnName ownName;
    private final Partitions partitions;
    private final Set<SchemaObject> late = new HashSet<>();

    Removals(Structure is, Sides sides, Dependencies needs, Dropped dropped) {
        this.is = is;
        this.sides = sides;
        this.needs = needs;
        this.dropped = dropped;
        this.ownName = is.ownName();
        this.partitions = Partitions.of(is);
        dropped.items().stream()
                .filter(item -> Dropped.OF_COLUMNS.contains(item.part()) && !sides.isWanted(item))
                .forEach(this::keepForNow);
    }

    /** A type that columns have until they are altered, and the functions that it calls. */
    private void keepForNow(SchemaObject item) {
        if (late.add(item)) {
            Stream<SchemaObject> checks = needs.dependents(item).stream()
                    .filter(dependent -> dependent.part() == CatalogQuery.DOMAIN_CONSTRAINTS);
            Stream.concat(checks, Stream.of(item))
                    .flatMap(needing -> needs.needsOf(needing).stream())
                    .filter(needed -> dropped.contains(needed) && !sides.isWanted(needed))
                    .forEach(this::keepForNow);
        }
    }

    /** Grants, comments, owners and whatever else is said of things that stay. */
    List<Statement> ofWhatIsSaid(Set<SchemaObject> gone) {
        return reversed(SchemaObject::isAttribute).stream()
                .filter(item -> sides.isDifferent(item) && !gone.contains(item))
                .filter(item -> !sides.isWanted(item) || !OVERWRITTEN.contains(item.kind()))
                .map(item -> statement(item, null))
                .toList();
    }

    /** Things themselves, and columns of tables that stay. */
    List<Statement> ofThings() {
        List<Statement> all = new ArrayList<>();
        for (SchemaObject item : reversed(SchemaObject::isMade)) {
            if (item.part() == CatalogQuery.TABLES && !dropped.contains(item)) {
                columns(item).forEach(all::add);
            } else if (dropped.contains(item)
                    && !late.contains(item)
                    && !goesWithItsTable(item)
                    && !partitions.followsParents(item, sides, dropped)) {
                all.add(thing(item));
            }
        }
        return all;
    }

    /** What tables needed until they were altered. */
    List<Statement> ofTheRest() {
        Stream<Statement> kept =
                reversed(SchemaObject::isMade).stream().filter(late::contains).map(item -> statement(item, null));
        Stream<Statement> others = is.items().stream()
                .filter(item -> item.part() == CatalogQuery.OTHERS && !sides.isWanted(item))
                .map(item -> statement(item, null));
        return Stream.concat(kept, others).toList();
    }

    private List<SchemaObject> reversed(Predicate<SchemaObject> selected) {
        List<SchemaObject> items =
                new ArrayList<>(is.items().stream().filter(selected).toList());
        Collections.reverse(items);
        return items;
    }

    private Stream<Statement> columns(SchemaObject table) {
        Comparator<SchemaObject> generatedFirst = Comparator.comparing(
                column -> !ColumnText.of(column.definition()).isGenerated());
        return is.columns(table).stream()
                .filter(column -> isDropped(table, column))
                .sorted(generatedFirst)
                .map(column -> {
                    ColumnText text = ColumnText.of(column.definition());
                    String name = "column %s of %s".formatted(text.name(), OwnName.quoted(table.name()));
                    return statement(column, text.isGenerated() ? null : name);
                });
    }

    private boolean isDropped(SchemaObject table, SchemaObject column) {
        Difference parents = partitions.ofParent(Difference.of(column));
        if (parents != null && sides.different().contains(parents)) {
            return false;
        }
        if (!sides.isWanted(column)) {
            return true;
        }
        String wanted = sides.wanted(Difference.of(column)).get(0).sql();
        ColumnChange change = ColumnChange.of("", column.definition(), wanted);
        return change.isRebuilt() || dropped.isRecomputed(table) && change.is().isGenerated();
    }

    private boolean goesWithItsTable(SchemaObject item) {
        return OF_ONE_TABLE.contains(item.part())
                && !item.definition().contains(" FOREIGN KEY ")
                && !needs.needsOf(item).isEmpty()
                && needs.needsOf(item).stream()
                        .allMatch(needed -> needed.part() == CatalogQuery.TABLES && dropped.contains(needed));
    }

    private Statement thing(SchemaObject item) {
        Difference cause = dropped.cause(item);
        boolean isStored =
                item.definition().startsWith("create materialized view ") && !cause.equals(Difference.of(item));
        String loss = item.part() == CatalogQuery.TABLES
                ? "table " + OwnName.quoted(item.name())
                : isStored ? "the stored rows of materialized view " + OwnName.quoted(item.name()) : null;
        return new Statement(ownName.removal(item), loss == null ? Difference.of(item) : cause, loss);
    }

    private Statement statement(SchemaObject item, String loss) {
        return new Statement(ownName.removal(item), Difference.of(item), loss);
    }
}
