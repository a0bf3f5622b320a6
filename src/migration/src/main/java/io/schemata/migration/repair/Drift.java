package io.schemata.migration.repair;

import io.schemata.migration.alter.Alteration;
import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.alter.Alterer;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.OwnObjects;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.Structure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The drift of a tenant's schema from its blueprint, and the statements that take it away.
 *
 * @param kept what stays: the team's own, and what would take data along
 * @param left what stays although the blueprint has it otherwise, each with what would take it away
 */
record Drift(Alteration alteration, Set<Difference> kept, List<String> left) {
    /**
     * How far a repair goes.
     *
     * @param mayLose whether data that the blueprint has no place for may go
     * @param isStrict whether the team's own tables and functions beside the blueprint go too
     */
    record Limits(boolean mayLose, boolean isStrict) {}

    /** Reads it, in the catalog's transaction. */
    static Drift read(Catalog catalog, Structure blueprint, Limits limits) throws SQLException {
        Structure whole = Structure.read(catalog);
        Set<Difference> kept = new HashSet<>();
        if (!limits.isStrict()) {
            kept.addAll(keysOfAllBut(OwnObjects.of(catalog, whole, blueprint).rest(), whole));
        }
        List<String> left = new ArrayList<>();
        Alteration alteration = Alterer.of(catalog, blueprint, kept);
        while (!limits.mayLose() && !alteration.losses().isEmpty()) {
            for (Statement loss : alteration.losses()) {
                if (kept.addAll(keysOf(loss.difference(), catalog, whole))) {
                    left.add("%s: --allow-loss takes it away, with %s".formatted(loss.difference(), loss.loss()));
                }
            }
            alteration = Alterer.of(catalog, blueprint, kept);
        }
        alteration.impossible().forEach((what, why) -> left.add("%s: %s".formatted(what, why)));
        return new Drift(alteration, kept, left);
    }

    /** What is different still, once the statements have run in the catalog's transaction. */
    List<String> remaining(Catalog catalog, Structure blueprint) throws SQLException {
        return Comparison.of(blueprint, Structure.read(catalog)).stream()
                .map(found -> new Difference(found.kind(), found.name()))
                .filter(found ->
                        !kept.contains(found) && !alteration.impossible().containsKey(found))
                .map(Difference::toString)
                .toList();
    }

    /** The same as a script, with what stays as remarks. */
    String sql() {
        String remarks = left.stream()
                .map(what -> "-- Stays: %s%n".formatted(what.replaceAll("\\R", " ")))
                .collect(Collectors.joining());
        return remarks + alteration.sql();
    }

    /** A table with all that belongs to it, a column with its default. */
    private static Set<Difference> keysOf(Difference lost, Catalog catalog, Structure whole) throws SQLException {
        Set<Difference> keys = new HashSet<>(Set.of(lost, new Difference(ObjectKind.DEFAULT, lost.name())));
        if (lost.kind() == ObjectKind.TABLE) {
            Set<Long> table = whole.items().stream()
                    .filter(item ->
                            item.kind() == ObjectKind.TABLE && item.name().equals(lost.name()))
                    .map(SchemaObject::object)
                    .collect(Collectors.toSet());
            keys.addAll(keysOfAllBut(Structure.read(catalog.without(table)), whole));
        }
        return keys;
    }

    private static Set<Difference> keysOfAllBut(Structure rest, Structure whole) {
        Collection<SchemaObject> staying = new HashSet<>(rest.items());
        return whole.items().stream()
                .filter(item -> !staying.contains(item))
                .map(item -> new Difference(item.kind(), item.name()))
                .collect(Collectors.toSet());
    }
}
