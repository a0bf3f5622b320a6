package io.schemata.migration.structure;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables, views, sequences, types and functions that a schema has beside its blueprint's: a team's own. What is added to
 * an object of the blueprint, a column or a policy say, is none of them.
 *
 * @param names their kinds and names, in order
 * @param rest the schema without them
 */
public record OwnObjects(List<String> names, Structure rest) {
    private static final Set<ObjectKind> KINDS =
            EnumSet.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.SEQUENCE, ObjectKind.TYPE, ObjectKind.FUNCTION);

    /**
     * Reads them, in the catalog's transaction.
     *
     * @param whole all that the catalog has
     */
    public static OwnObjects of(Catalog catalog, Structure whole, Structure blueprint) throws SQLException {
        Set<String> ofBlueprint =
                blueprint.items().stream().map(OwnObjects::name).collect(Collectors.toSet());
        List<SchemaObject> own = whole.items().stream()
                .filter(item -> KINDS.contains(item.kind()) && item.part() != CatalogQuery.SEQUENCE_OWNERS)
                .filter(item -> !ofBlueprint.contains(name(item)))
                .toList();
        if (own.isEmpty()) {
            return new OwnObjects(List.of(), whole);
        }
        Set<Long> objects = own.stream().map(SchemaObject::object).collect(Collectors.toSet());
        return new OwnObjects(
                own.stream().map(OwnObjects::name).sorted().toList(), Structure.read(catalog.without(objects)));
    }

    private static String name(SchemaObject item) {
        return "%s %s".formatted(item.kind().name().toLowerCase(Locale.ROOT), item.name());
    }
}
