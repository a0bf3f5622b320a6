package io.schemata.migration.compare;

import io.schemata.migration.alter.Alteration;
import io.schemata.migration.alter.Alterer;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.database.Snapshot;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.report.AlteredSchema;
import io.schemata.migration.report.ComparedSchemas;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.Comparison.Difference;
import io.schemata.migration.structure.Dependencies;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.SchemaRef;
import io.schemata.registry.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Compares two schemas, or a tenant with a blueprint. Reads only, whatever the stage. */
@ApplicationScoped
public class SchemaComparer {
    private final Tenants tenants;
    private final BlueprintStructures blueprints;

    public SchemaComparer(Tenants tenants, BlueprintStructures blueprints) {
        this.tenants = tenants;
        this.blueprints = blueprints;
    }

    /**
     * The differences between two subjects, and the statements that take them away from the first.
     *
     * @param other null for the blueprint of the first, which is a tenant then
     */
    public AlteredSchema alteration(String one, String other) {
        SchemaRef left = left(one, other);
        SchemaRef right = right(left, other);
        if (left.isBlueprint()) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION, "a blueprint is not altered: --sql needs a schema as the first subject");
        }
        return Snapshot.of(connection -> {
            Structure should = ordered(connection, right);
            Catalog catalog = Catalog.of(connection, left.schema());
            Structure is = Structure.read(catalog);
            List<Difference> differences = Comparison.of(is, should);
            Alteration alteration = Alterer.of(catalog, is, should, Set.of());
            List<String> impossible = alteration.impossible().entrySet().stream()
                    .map(entry -> "%s: %s".formatted(entry.getKey(), entry.getValue()))
                    .toList();
            return new AlteredSchema(left.label(), right.label(), differences, impossible, alteration.sql());
        });
    }

    /** The differences between two subjects; see {@link #alteration}. */
    public ComparedSchemas compare(String one, String other) {
        SchemaRef left = left(one, other);
        SchemaRef right = right(left, other);
        return Snapshot.of(connection -> new ComparedSchemas(
                left.label(), right.label(), Comparison.of(structure(connection, left), structure(connection, right))));
    }

    private SchemaRef left(String one, String other) {
        SchemaRef left = SchemaRef.of(one, tenants);
        if (other == null && left.blueprint() == null) {
            throw new MigrationException(
                    ErrorCode.UNKNOWN_BLUEPRINT,
                    "'%s' has no blueprint; name a second schema to compare it with".formatted(one));
        }
        return left;
    }

    private SchemaRef right(SchemaRef left, String other) {
        return other == null ? SchemaRef.ofBlueprint(left.blueprint()) : SchemaRef.of(other, tenants);
    }

    private Structure ordered(Connection connection, SchemaRef subject) throws SQLException {
        Structure structure = structure(connection, subject);
        return subject.isBlueprint()
                ? structure
                : structure.inOrder(Dependencies.of(Catalog.of(connection, subject.schema()), structure));
    }

    private Structure structure(Connection connection, SchemaRef subject) throws SQLException {
        return subject.isBlueprint()
                ? blueprints.require(connection, subject.blueprint())
                : Structure.read(Catalog.of(connection, subject.schema()));
    }
}
