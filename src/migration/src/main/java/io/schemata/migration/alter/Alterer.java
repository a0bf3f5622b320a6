package io.schemata.migration.alter;

import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.CatalogQuery;
import io.schemata.migration.structure.Dependencies;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.SchemaObject.Place;
import io.schemata.migration.structure.Structure;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the statements that make a schema like another. Reads only. */
public final class Alterer {
    /** What is said of columns. */
    private static final Set<ObjectKind> OF_COLUMNS =
            EnumSet.of(ObjectKind.COMMENT, ObjectKind.GRANT, ObjectKind.STORAGE);

    private final Structure is;
    private final Sides sides;
    private final Dependencies needs;
    private final Dropped dropped;
    private final Set<SchemaObject> gone;
    private final Set<Difference> again = new HashSet<>();

    private Alterer(Structure is, Sides sides, Dependencies needs) {
        this.is = is;
        this.sides = sides;
        this.needs = needs;
        this.dropped = Dropped.of(is, sides, needs);
        this.gone = gone();
    }

    /**
     * The statements for the catalog's schema.
     *
     * @param read what the catalog has
     * @param should in an order in which it can be made
     * @param kept things that are there and stay as they are
     */
    public static Alteration of(Catalog catalog, Structure read, Structure should, Set<Difference> kept)
            throws SQLException {
        Dependencies needs = Dependencies.of(catalog, read);
        Structure is = read.inOrder(needs);
        Set<Difference> staying = new HashSet<>(kept);
        Alterer alterer = new Alterer(is, Sides.of(is, should, staying), needs);
        while (staying.addAll(alterer.dropped.stuck())) {
            alterer = new Alterer(is, Sides.of(is, should, staying), needs);
        }
        staying.removeAll(kept);
        return alterer.alteration(catalog, staying);
    }

    private Alteration alteration(Catalog catalog, Set<Difference> stuck) throws SQLException {
        Removals removals = new Removals(is, sides, needs, dropped);
        Replacements replacements = Replacements.read(catalog, sides, dropped.replacedTypes());
        Makings makings = new Makings(is, sides, dropped, replacements, roles(catalog));
        List<Statement> statements = Stream.of(
                        removals.ofWhatIsSaid(gone),
                        removals.ofThings(),
                        makings.ofThings(),
                        removals.ofTheRest(),
                        makings.ofWhatIsSaid(again))
                .flatMap(List::stream)
                .toList();
        is.items().stream()
                .filter(item -> item.part() == CatalogQuery.OUTER_TRIGGERS && !sides.isWanted(item))
                .forEach(item -> makings.impossible().put(Difference.of(item), "it is on a table of another schema"));
        stuck.forEach(type -> makings.impossible().put(type, "columns of tables are of it, or of what needs it"));
        return new Alteration(is.schema(), makings.first(), statements, makings.impossible());
    }

    /** Grants, comments and the like that go with their things, and are said again where those are made again. */
    private Set<SchemaObject> gone() {
        Set<Place> places = Stream.concat(dropped.items().stream(), dropped.replacedTypes().stream())
                .map(SchemaObject::place)
                .collect(Collectors.toSet());
        Set<Long> withoutIndex = dropped.items().stream()
                .filter(item -> item.part() == CatalogQuery.INDEXES || item.part() == CatalogQuery.CONSTRAINTS)
                .flatMap(item -> needs.needsOf(item).stream())
                .map(SchemaObject::object)
                .collect(Collectors.toSet());
        Set<Long> recomputed = is.items().stream()
                .filter(dropped::isRecomputed)
                .map(SchemaObject::object)
                .collect(Collectors.toSet());
        Set<SchemaObject> all = new HashSet<>();
        for (SchemaObject item : is.items()) {
            if (item.isAttribute() && places.contains(item.place())) {
                all.add(item);
                again.add(Difference.of(item));
            } else if (item.part() == CatalogQuery.REPLICA_IDENTITIES && withoutIndex.contains(item.object())) {
                again.add(Difference.of(item));
            } else if (OF_COLUMNS.contains(item.kind()) && recomputed.contains(item.object())) {
                again.add(Difference.of(item));
            } else if (item.part() == CatalogQuery.RELATION_GRANTS && sides.isDifferent(item)) {
                again.add(new Difference(ObjectKind.GRANT, "columns of " + item.name()));
            }
        }
        return all;
    }

    /** Whoever may be given rights on new things by the database itself. */
    private String roles(Catalog catalog) throws SQLException {
        Stream<String> named =
                catalog.query("structure/default_grantees.sql", Catalog.Scope.SCHEMA, row -> row.getString(1)).stream();
        return Stream.concat(Stream.of("public"), named).collect(Collectors.joining(", "));
    }
}
