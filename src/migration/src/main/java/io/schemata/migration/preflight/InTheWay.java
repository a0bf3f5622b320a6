package io.schemata.migration.preflight;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.NoSuchSchemaException;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The objects of a schema that have the names of a blueprint's. */
final class InTheWay {
    /** Tables, views, sequences, indexes and types share their names; a function's has its arguments. */
    private static final Set<ObjectKind> NAMED = EnumSet.of(
            ObjectKind.TABLE,
            ObjectKind.VIEW,
            ObjectKind.SEQUENCE,
            ObjectKind.INDEX,
            ObjectKind.TYPE,
            ObjectKind.FUNCTION);

    private InTheWay() {}

    /** A structure that takes a while to read. */
    interface Blueprint {
        Structure read() throws SQLException;
    }

    /** Their kinds and names, in order; none where there is no such schema, or nothing in it. */
    static List<String> of(Connection connection, String schema, Blueprint blueprint) throws SQLException {
        List<SchemaObject> existing = existing(connection, schema);
        if (existing.isEmpty()) {
            return List.of();
        }
        Set<String> names =
                named(blueprint.read()).stream().map(SchemaObject::name).collect(Collectors.toSet());
        return existing.stream()
                .filter(object -> names.contains(object.name()))
                .map(object -> object.kind().name().toLowerCase(Locale.ROOT) + " " + object.name())
                .distinct()
                .sorted()
                .toList();
    }

    /** Refuses a tenant with such objects in its schema. */
    static void refuse(Target tenant, List<String> names) {
        if (!names.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.IN_THE_WAY,
                    ("tenant '%s' cannot be made, nothing was changed: in its schema %s there are %s already; 'adopt %1$s'"
                                    + " makes the tenant of them; or rename them there, or leave them out of the blueprint")
                            .formatted(tenant.name(), tenant.schema(), String.join(", ", names)));
        }
    }

    private static List<SchemaObject> existing(Connection connection, String schema) throws SQLException {
        try {
            return named(Structure.read(Catalog.of(connection, schema)));
        } catch (NoSuchSchemaException none) {
            return List.of();
        }
    }

    private static List<SchemaObject> named(Structure structure) {
        return structure.items().stream()
                .filter(object -> NAMED.contains(object.kind()))
                .toList();
    }
}
