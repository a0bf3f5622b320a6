package io.schemata.migration.project;

import io.schemata.migration.changelog.Capability;
import io.schemata.migration.changelog.CreatedNames;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.Snapshot;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.OwnObjects;
import io.schemata.migration.structure.Structure;
import io.schemata.registry.Tenant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A schema of a team's own, for which a project is to be begun.
 *
 * @param objects its tables, views, sequences, types and functions, by kind and name
 * @param taken the capabilities of which names are taken there, with those names
 */
public record FoundSchema(String schema, List<String> objects, Map<String, List<String>> taken) {
    /** Reads it from the configured database; refused are a name that no tenant's may be, and a schema that is not there. */
    public static FoundSchema read(String schema) {
        if (!Tenant.maySchemaBe(schema)) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION,
                    "'%s' is not a schema name of a tenant; use lower-case letters, digits and underscores"
                            .formatted(schema));
        }
        JdbcAddress.configured().verify();
        List<String> objects = Snapshot.of(connection -> {
            Catalog catalog = Catalog.of(connection, schema);
            return OwnObjects.of(catalog, Structure.read(catalog), new Structure(schema, List.of()))
                    .names();
        });
        Map<String, List<String>> taken = new TreeMap<>();
        for (Capability capability : Capability.all()) {
            List<String> names = CreatedNames.of(capability).stream()
                    .filter(objects::contains)
                    .toList();
            if (!names.isEmpty()) {
                taken.put(capability.name(), names);
            }
        }
        return new FoundSchema(schema, objects, taken);
    }
}
