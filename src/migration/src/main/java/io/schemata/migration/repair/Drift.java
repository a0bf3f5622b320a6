package io.schemata.migration.repair;

import io.schemata.migration.alter.Alteration;
import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.alter.Alterer;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.Structure;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The drift of a tenant's schema from its blueprint, and the statements that take it away.
 *
 * @param before the schema as it is
 * @param kept what stays: the team's own, what that needs, and what would take data along
 * @param left what stays although the blueprint has it otherwise, each with the reason
 */
public record Drift(Alteration alteration, Structure before, Set<Difference> kept, List<String> left) {
    /**
     * How far a repair goes.
     *
     * @param mayLose whether data that the blueprint has no place for may go
     * @param isStrict whether the team's own tables and functions beside the blueprint go too
     */
    public record Limits(boolean mayLose, boolean isStrict) {}

    /** Reads it, in the catalog's transaction. */
    public static Drift read(Catalog catalog, Structure blueprint, Limits limits) throws SQLException {
        return read(catalog, blueprint, blueprint, limits);
    }

    /**
     * The same where the blueprint had more at another time.
     *
     * @param known all that is not the team's own
     */
    public static Drift read(Catalog catalog, Structure blueprint, Structure known, Limits limits) throws SQLException {
        KeptObjects kept = KeptObjects.read(catalog, blueprint, known);
        if (!limits.isStrict()) {
            kept.keepTeamsOwn();
        }
        Alteration alteration = Alterer.of(catalog, kept.whole(), blueprint, kept.keys());
        while (!limits.mayLose() && !alteration.losses().isEmpty()) {
            Map<Difference, String> losses = new LinkedHashMap<>();
            alteration.losses().forEach(statement -> losses.putIfAbsent(statement.difference(), statement.loss()));
            for (Map.Entry<Difference, String> loss : losses.entrySet()) {
                kept.keepData(loss.getKey(), loss.getValue());
            }
            alteration = Alterer.of(catalog, kept.whole(), blueprint, kept.keys());
        }
        alteration.impossible().forEach((what, why) -> kept.left().add("%s: %s".formatted(what, why)));
        return new Drift(alteration, kept.whole(), Set.copyOf(kept.keys()), List.copyOf(kept.left()));
    }

    /** What is wrong once the statements have run in the catalog's transaction: still different, or not kept. */
    List<String> remaining(Catalog catalog, Structure blueprint) throws SQLException {
        Structure now = Structure.read(catalog);
        Stream<Difference> different = keys(blueprint, now)
                .filter(found ->
                        !kept.contains(found) && !alteration.impossible().containsKey(found));
        return Stream.concat(different, keys(before, now).filter(kept::contains))
                .map(Difference::toString)
                .toList();
    }

    private static Stream<Difference> keys(Structure one, Structure other) {
        return Comparison.of(one, other).stream().map(Difference::of);
    }

    /** The same as a script, with what stays as remarks. */
    String sql() {
        String remarks = left.stream()
                .map(what -> "-- Stays: %s%n".formatted(what.replaceAll("\\R", " ")))
                .collect(Collectors.joining());
        return remarks + alteration.sql();
    }
}
