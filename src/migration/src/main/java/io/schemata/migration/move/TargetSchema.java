package io.schemata.migration.move;

import io.schemata.migration.alter.Alteration;
import io.schemata.migration.alter.Alterer;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.CatalogQuery;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.Dependencies;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The schema that rows are copied into, in the connection's transaction: first its tables, with the rows' keys alone, and when
 * they are there everything else that the source has.
 */
public record TargetSchema(String source, String target) {
    private static final Set<CatalogQuery> FIRST = EnumSet.of(
            CatalogQuery.COLLATIONS,
            CatalogQuery.TYPES,
            CatalogQuery.SEQUENCES,
            CatalogQuery.TABLES,
            CatalogQuery.COLUMNS,
            CatalogQuery.FUNCTIONS,
            CatalogQuery.AGGREGATES,
            CatalogQuery.OPERATORS,
            CatalogQuery.TEXT_SEARCH_DICTIONARIES,
            CatalogQuery.TEXT_SEARCH_CONFIGURATIONS,
            CatalogQuery.DOMAIN_CONSTRAINTS,
            CatalogQuery.DEFAULTS,
            CatalogQuery.CONSTRAINTS,
            CatalogQuery.VIEWS,
            CatalogQuery.PARTITIONS,
            CatalogQuery.SEQUENCE_OWNERS,
            CatalogQuery.INHERITED_COLUMNS);

    /** Constraints of which a copy needs nothing but this one; all others hold when all rows are there. */
    private static final Pattern PRIMARY_KEY = Pattern.compile("(?is).*\\bprimary key\\b.*");

    /** Makes what rows need. */
    public void begin(Connection connection) throws SQLException {
        Structure should = should(connection);
        make(
                connection,
                new Structure(
                        should.schema(),
                        should.items().stream().filter(TargetSchema::isFirst).toList()));
    }

    /** Makes the rest; answers what is not the same then. */
    public List<String> complete(Connection connection) throws SQLException {
        make(connection, should(connection));
        return differences(connection);
    }

    /** What the source has otherwise; what else is in the target was there before. */
    List<String> differences(Connection connection) throws SQLException {
        return Comparison.of(should(connection), Structure.read(Catalog.of(connection, target))).stream()
                .filter(difference -> difference.left() != null)
                .map(difference -> Alteration.Difference.of(difference).toString())
                .toList();
    }

    /** Triggers on tables of other schemas are turned with the move. */
    private Structure should(Connection connection) throws SQLException {
        Catalog catalog = Catalog.of(connection, source);
        Structure structure = Structure.read(catalog);
        Structure ordered = structure.inOrder(Dependencies.of(catalog, structure));
        return new Structure(
                ordered.schema(),
                ordered.items().stream()
                        .filter(item -> item.part() != CatalogQuery.OUTER_TRIGGERS)
                        .toList());
    }

    private void make(Connection connection, Structure should) throws SQLException {
        Catalog catalog = Catalog.of(connection, target);
        Structure is = Structure.read(catalog);
        Set<Alteration.Difference> wanted =
                should.items().stream().map(Alteration.Difference::of).collect(Collectors.toSet());
        // An extension, say, that others need.
        Set<Alteration.Difference> others = is.items().stream()
                .map(Alteration.Difference::of)
                .filter(item -> !wanted.contains(item))
                .collect(Collectors.toSet());
        Alterer.of(catalog, is, should, others).run(connection);
    }

    private static boolean isFirst(SchemaObject item) {
        return FIRST.contains(item.part())
                && (item.part() != CatalogQuery.CONSTRAINTS
                        || PRIMARY_KEY.matcher(item.definition()).matches());
    }
}
