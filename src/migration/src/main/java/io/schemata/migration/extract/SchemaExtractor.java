package io.schemata.migration.extract;

import io.schemata.migration.database.Snapshot;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.report.ExtractedSchema;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Diagram;
import io.schemata.migration.structure.Script;
import io.schemata.migration.targets.SchemaRef;
import io.schemata.registry.Tenants;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes a schema's structure as SQL or as a diagram. Reads only, whatever the stage. */
@ApplicationScoped
public class SchemaExtractor {
    private final Tenants tenants;

    public SchemaExtractor(Tenants tenants) {
        this.tenants = tenants;
    }

    /** The structure as SQL for a schema called {@code as}, or by the subject's own name where that is null. */
    public ExtractedSchema extract(String name, String as) {
        SchemaRef subject = schema(name);
        if (as != null && as.isBlank()) {
            throw new MigrationException(ErrorCode.INVALID_OPTION, "--as needs a name");
        }
        String target = as == null ? subject.schema() : as;
        return Snapshot.of(connection -> {
            Catalog catalog = Catalog.of(connection, subject.schema());
            return new ExtractedSchema(subject.label(), subject.schema(), Script.of(catalog, target));
        });
    }

    /** The tables and their references as a Mermaid diagram. */
    public String diagram(String name) {
        SchemaRef subject = schema(name);
        return Snapshot.of(connection -> Diagram.of(Catalog.of(connection, subject.schema())));
    }

    private SchemaRef schema(String name) {
        SchemaRef subject = SchemaRef.of(name, tenants);
        if (subject.isBlueprint()) {
            throw new MigrationException(
                    ErrorCode.UNKNOWN_BLUEPRINT, "a blueprint has no schema to extract; 'plan' shows its SQL");
        }
        return subject;
    }
}
