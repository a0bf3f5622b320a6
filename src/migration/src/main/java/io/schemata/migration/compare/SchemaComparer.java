package io.schemata.migration.compare;

import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.database.Snapshot;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.report.ComparedSchemas;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.SchemaRef;
import io.schemata.registry.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import liquibase.exception.LiquibaseException;

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
     * The differences between two subjects.
     *
     * @param other null for the blueprint of the first, which is a tenant then
     */
    public ComparedSchemas compare(String one, String other) {
        SchemaRef left = SchemaRef.of(one, tenants);
        if (other == null && left.blueprint() == null) {
            throw new MigrationException(
                    ErrorCode.UNKNOWN_BLUEPRINT,
                    "'%s' has no blueprint; name a second schema to compare it with".formatted(one));
        }
        SchemaRef right = other == null ? SchemaRef.ofBlueprint(left.blueprint()) : SchemaRef.of(other, tenants);
        return Snapshot.of(connection -> new ComparedSchemas(
                left.label(), right.label(), Comparison.of(structure(connection, left), structure(connection, right))));
    }

    private Structure structure(Connection connection, SchemaRef subject) throws SQLException, LiquibaseException {
        return subject.isBlueprint()
                ? blueprint(connection, subject.blueprint())
                : Structure.read(Catalog.of(connection, subject.schema()));
    }

    private Structure blueprint(Connection connection, String blueprint) throws SQLException, LiquibaseException {
        return blueprints
                .find(connection, blueprint)
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.BLUEPRINT_NOT_APPLIED,
                        "the database does not know this version of the blueprint '%s' yet: run apply"
                                .formatted(blueprint)));
    }
}
