package io.schemata.migration.sync;

import io.schemata.migration.alter.Alteration;
import io.schemata.migration.alter.Alterer;
import io.schemata.migration.blueprint.ReferenceSchema;
import io.schemata.migration.changelog.AppliedChanges;
import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.changelog.Changesets;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.Dependencies;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.changelog.ChangeSet;

/**
 * The content of a schema that gets the structure of another: the changesets that the other has, and the statements that make
 * what the other has otherwise. Its rows are those that changesets make.
 *
 * @param changesets those that the other has applied, or all where it has no history
 * @param checksums those of the other, by changeset; none where it has no history
 * @param should the structure of the other
 */
record Replacement(List<ChangeSet> changesets, Map<String, String> checksums, Structure should) {
    /** Reads it in the connection's transaction. */
    static Replacement read(Connection connection, String source, Changelog changelog) throws SQLException {
        Catalog catalog = Catalog.of(connection, source);
        Structure structure = Structure.read(catalog);
        Structure should = structure.inOrder(Dependencies.of(catalog, structure));
        Map<String, String> applied = AppliedChanges.read(connection, source).checksums();
        List<ChangeSet> changesets = changelog.changesets().stream()
                .filter(changeset -> applied.isEmpty() || applied.containsKey(Changesets.name(changeset)))
                .toList();
        return new Replacement(changesets, applied, should);
    }

    /** Makes it in an empty schema, in the connection's transaction; refused where it is not the same afterwards. */
    void make(Connection connection, String schema) throws SQLException {
        ReferenceSchema.run(connection, schema, changesets);
        Catalog catalog = Catalog.of(connection, schema);
        Alterer.of(catalog, Structure.read(catalog), should, Set.of()).run(connection);
        List<Comparison.Difference> left = Comparison.of(should, Structure.read(Catalog.of(connection, schema)));
        if (!left.isEmpty()) {
            Alteration.Difference first = Alteration.Difference.of(left.get(0));
            throw new MigrationException(
                    ErrorCode.NOT_POSSIBLE,
                    "cannot be made alike, nothing was changed: %s%s"
                            .formatted(first, left.size() == 1 ? "" : " and %d more".formatted(left.size() - 1)));
        }
    }
}
