package io.schemata.migrate;

import io.schemata.registry.Tenants;
import io.schemata.structure.Catalog;
import io.schemata.structure.Comparison;
import io.schemata.structure.Diagram;
import io.schemata.structure.Script;
import io.schemata.structure.Structure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import liquibase.exception.LiquibaseException;

/** Looks at schemas, and compares them. Reads only, whatever the stage. */
@ApplicationScoped
public class Inspector {
    private final Tenants tenants;
    private final MigrateConfig config;
    private final BlueprintStructures blueprints;

    public Inspector(Tenants tenants, MigrateConfig config, BlueprintStructures blueprints) {
        this.tenants = tenants;
        this.config = config;
        this.blueprints = blueprints;
    }

    /**
     * What differs between two subjects.
     *
     * @param other null for the blueprint of the first, which is a tenant then
     */
    Report.Compared compare(String one, String other) {
        Subject left = Subject.of(one, tenants);
        if (other == null && left.blueprint() == null) {
            throw new NotAllowed("no blueprint says what is in '%s': compare it with what?".formatted(one));
        }
        Subject right = other == null ? Subject.ofBlueprint(left.blueprint()) : Subject.of(other, tenants);
        return reading(connection -> new Report.Compared(
                left.label(), right.label(), Comparison.of(structure(connection, left), structure(connection, right))));
    }

    /** Its structure as SQL that makes a schema called {@code as}, or as the subject's own where that is null. */
    Report.Extracted extract(String name, String as) {
        Subject subject = schemaOf(name);
        if (as != null && as.isBlank()) {
            throw new NotAllowed("--as needs a name");
        }
        String target = as == null ? subject.schema() : as;
        return reading(connection -> {
            Catalog catalog = Catalog.of(connection, subject.schema());
            return new Report.Extracted(subject.label(), subject.schema(), Script.of(catalog, target));
        });
    }

    /** Its tables and how they refer to each other, as a Mermaid diagram. */
    String diagram(String name) {
        Subject subject = schemaOf(name);
        return reading(connection -> Diagram.of(Catalog.of(connection, subject.schema())));
    }

    private Subject schemaOf(String name) {
        Subject subject = Subject.of(name, tenants);
        if (subject.isBlueprint()) {
            throw new NotAllowed("a blueprint has no schema to extract; 'plan' shows its SQL");
        }
        return subject;
    }

    private Structure structure(Connection connection, Subject subject) throws SQLException, LiquibaseException {
        return subject.isBlueprint()
                ? blueprint(connection, subject.blueprint())
                : Structure.read(Catalog.of(connection, subject.schema()));
    }

    private Structure blueprint(Connection connection, String blueprint) throws SQLException, LiquibaseException {
        return blueprints
                .find(connection, blueprint)
                .orElseThrow(() -> new IllegalStateException(
                        "the database does not know this version of the blueprint '%s' yet: run apply"
                                .formatted(blueprint)));
    }

    @FunctionalInterface
    private interface Look<T> {
        T at(Connection connection) throws SQLException, LiquibaseException;
    }

    private <T> T reading(Look<T> look) {
        try (Connection connection = JdbcAddress.configured().connectToRead()) {
            return look.at(connection);
        } catch (SQLException | LiquibaseException failure) {
            throw new IllegalStateException(Reason.of(failure), failure);
        }
    }
}
