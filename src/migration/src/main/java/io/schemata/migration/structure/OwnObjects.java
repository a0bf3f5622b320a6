package io.schemata.migration.structure;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables, views, sequences, types and functions that a schema has beside its blueprint's: a team's own. What is added to
 * an object of the blueprint, a column or a policy say, is none of them; nor is a function of a blueprint's name with other
 * arguments, which could be called in its place, or a table with rows that are one of the blueprint's too.
 *
 * @param names their kinds and names, in order
 * @param rest the schema without them
 */
public record OwnObjects(List<String> names, Structure rest) {
    private static final Set<ObjectKind> KINDS = EnumSet.of(
            ObjectKind.TABLE,
            ObjectKind.VIEW,
            ObjectKind.SEQUENCE,
            ObjectKind.TYPE,
            ObjectKind.FUNCTION,
            ObjectKind.EXTENSION,
            ObjectKind.COLLATION,
            ObjectKind.OPERATOR,
            ObjectKind.TEXT_SEARCH,
            ObjectKind.PUBLICATION,
            ObjectKind.OTHER);

    private static final Pattern INHERITS = Pattern.compile(" inherits \\(([^)]*)\\)");

    /**
     * Reads them, in the catalog's transaction.
     *
     * @param whole all that the catalog has
     */
    public static OwnObjects of(Catalog catalog, Structure whole, Structure blueprint) throws SQLException {
        Set<String> ofBlueprint = blueprint.items().stream()
                .filter(item -> KINDS.contains(item.kind()))
                .map(OwnObjects::called)
                .collect(Collectors.toSet());
        List<SchemaObject> own = whole.items().stream()
                .filter(item -> KINDS.contains(item.kind()) && item.part() != CatalogQuery.SEQUENCE_OWNERS)
                .filter(item -> !ofBlueprint.contains(called(item)) && !inherits(item, ofBlueprint))
                .toList();
        if (own.isEmpty()) {
            return new OwnObjects(List.of(), whole);
        }
        Set<Long> objects = own.stream().map(SchemaObject::object).collect(Collectors.toSet());
        Structure rest = Structure.read(catalog.without(objects));
        List<SchemaObject> others = rest.items().stream()
                .filter(item -> !own.contains(item) && !isOfOwn(item, objects))
                .toList();
        return new OwnObjects(
                own.stream().map(OwnObjects::name).sorted().toList(), new Structure(rest.schema(), others));
    }

    /** What is said of a collation, say, which no list of the catalog leaves out. */
    private static boolean isOfOwn(SchemaObject item, Set<Long> objects) {
        return item.part() == CatalogQuery.OTHER_COMMENTS && objects.contains(item.object());
    }

    private static boolean inherits(SchemaObject item, Set<String> ofBlueprint) {
        Matcher parents = INHERITS.matcher(item.definition());
        return item.kind() == ObjectKind.TABLE
                && parents.find()
                && Stream.of(parents.group(1).split(", ")).anyMatch(parent -> ofBlueprint.contains("table " + parent));
    }

    /** Its name without a function's arguments. */
    private static String called(SchemaObject item) {
        return item.kind() == ObjectKind.FUNCTION ? name(item).split("\\(", 2)[0] : name(item);
    }

    private static String name(SchemaObject item) {
        return item.kind() == ObjectKind.OTHER
                ? item.name()
                : "%s %s".formatted(item.kind().one(), item.name());
    }
}
