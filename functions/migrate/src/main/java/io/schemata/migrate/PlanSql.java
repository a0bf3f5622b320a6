package io.schemata.migrate;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.changelog.ChangeSet;

/** The SQL of a plan, as a script for psql. */
final class PlanSql {
    private PlanSql() {}

    static String of(String schema, Pending pending) {
        String registry = pending.registry().stream().map(PlanSql::of).collect(Collectors.joining());
        return pending.changes().isEmpty() ? registry : of(schema, pending.changes()) + registry;
    }

    private static String of(RegistryEntry entry) {
        return "-- %s%n%s%n".formatted(RegistryEntry.NAME, entry.sql());
    }

    private static String of(String schema, List<ChangeSet> pending) {
        StringBuilder script = new StringBuilder(
                "create schema if not exists \"%s\";%nset search_path = \"%s\", pg_temp;%n".formatted(schema, schema));
        for (ChangeSet change : pending) {
            script.append("%n-- %s%n".formatted(Changelog.name(change))).append(Changelog.sql(change));
        }
        return script.append('\n').toString();
    }
}
