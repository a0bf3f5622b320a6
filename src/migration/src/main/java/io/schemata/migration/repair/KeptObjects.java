package io.schemata.migration.repair;

import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Dependencies;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.OwnObjects;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.Structure;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The things of a schema that a repair leaves as they are, with all that they need. */
final class KeptObjects {
    private final Catalog catalog;
    private final Structure whole;
    private final Dependencies needs;
    private final OwnObjects teamsOwn;
    private final Set<Difference> ofBlueprint;
    private final Set<Difference> keys = new HashSet<>();
    private final List<String> left = new ArrayList<>();

    private KeptObjects(Catalog catalog, Structure whole, Structure blueprint, Structure known) throws SQLException {
        this.catalog = catalog;
        this.whole = whole;
        this.needs = Dependencies.of(catalog, whole);
        this.teamsOwn = OwnObjects.of(catalog, whole, known);
        this.ofBlueprint = blueprint.items().stream().map(Difference::of).collect(Collectors.toSet());
    }

    /** @param known all that is not the team's own */
    static KeptObjects read(Catalog catalog, Structure blueprint, Structure known) throws SQLException {
        return new KeptObjects(catalog, Structure.read(catalog), blueprint, known);
    }

    /** The schema as it is. */
    Structure whole() {
        return whole;
    }

    Set<Difference> keys() {
        return keys;
    }

    /** What stays although the blueprint has it otherwise, each with the reason. */
    List<String> left() {
        return left;
    }

    /** Keeps what a team has beside the blueprint. */
    void keepTeamsOwn() {
        Set<SchemaObject> own = allBut(teamsOwn.rest());
        own.stream()
                .map(Difference::of)
                .filter(ofBlueprint::contains)
                .distinct()
                .forEach(taken -> left.add("%s: something of the team's own has its name".formatted(taken)));
        own.forEach(item -> keys.add(Difference.of(item)));
        for (SchemaObject needed : neededBy(own)) {
            if (keys.add(Difference.of(needed))) {
                left.add("%s: something of the team's own needs it".formatted(Difference.of(needed)));
            }
        }
    }

    /** Keeps what would lose data: a table with all that belongs to it, a column with its default. */
    void keepData(Difference lost, String data) throws SQLException {
        if (!keys.add(lost)) {
            throw new SQLException("nothing was changed: without --allow-loss, %s cannot stay".formatted(data));
        }
        left.add("%s: --allow-loss takes it away, with %s".formatted(lost, data));
        keys.add(new Difference(ObjectKind.DEFAULT, lost.name()));
        if (lost.kind() == ObjectKind.TABLE && !ofBlueprint.contains(lost)) {
            Set<Long> table = whole.items().stream()
                    .filter(item -> Difference.of(item).equals(lost))
                    .map(SchemaObject::object)
                    .collect(Collectors.toSet());
            Set<SchemaObject> parts = allBut(Structure.read(catalog.without(table)));
            parts.forEach(part -> keys.add(Difference.of(part)));
            neededBy(parts).forEach(needed -> keys.add(Difference.of(needed)));
        }
    }

    private Set<SchemaObject> allBut(Structure rest) {
        Collection<SchemaObject> others = new HashSet<>(rest.items());
        return whole.items().stream()
                .filter(item -> !others.contains(item))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Things that the blueprint does not have, with what is said of them. */
    private Set<SchemaObject> neededBy(Set<SchemaObject> items) {
        Set<SchemaObject> needed = new LinkedHashSet<>();
        Deque<SchemaObject> waiting = new ArrayDeque<>(items);
        while (!waiting.isEmpty()) {
            for (SchemaObject one : needs.needsOf(waiting.remove())) {
                if (!ofBlueprint.contains(Difference.of(one)) && !items.contains(one) && needed.add(one)) {
                    waiting.add(one);
                }
            }
        }
        Set<Long> objects = needed.stream().map(SchemaObject::object).collect(Collectors.toSet());
        whole.items().stream()
                .filter(item -> item.isAttribute() && objects.contains(item.object()))
                .forEach(item -> keys.add(Difference.of(item)));
        return needed;
    }
}
