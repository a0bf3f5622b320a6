package io.schemata.migration.adopt;

import io.schemata.migration.adopt.AdoptionState.Phase;
import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.blueprint.ReferenceSchema;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.exposure.DataApi;
import io.schemata.migration.plan.PendingSteps;
import io.schemata.migration.plan.Step;
import io.schemata.migration.repair.Drift;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The last step of an adoption: users are set up in the tenant from now on, those too who have signed up meanwhile, and the
 * schema is opened as its blueprint says.
 */
record Opening(
        SchemaSession session,
        Target target,
        Target platform,
        AdoptionState state,
        BlueprintStructures blueprints,
        Duration lockTimeout) {
    void run() throws SQLException {
        writeSettings();
        blueprints.store(target.blueprint(), null);
        MissedSignUps missed = new MissedSignUps(session.connection(), state.schema());
        Set<UUID> known = new HashSet<>();
        Transaction.perform(session.connection(), connection -> setUp(missed, known));
        Transaction.perform(session.connection(), connection -> {
            open(connection);
            for (Map.Entry<String, List<String>> table :
                    filledTables(connection).entrySet()) {
                AdoptedRows.note(connection, state.schema(), table.getKey(), table.getValue());
            }
            missed.holdSignUps();
            setUp(missed, known);
            Adoptions.advance(connection, state, Phase.ADOPTED);
            DataApi.reload(connection);
        });
    }

    private void setUp(MissedSignUps missed, Set<UUID> known) throws SQLException {
        if (target.tenant().enrolment().isEnrolled()) {
            missed.setUp(known);
        }
    }

    /** Those that changesets have filled, with their columns. */
    private Map<String, List<String>> filledTables(Connection connection) throws SQLException {
        ReferenceSchema.setSearchPath(connection, target.schema());
        Map<String, List<String>> tables = new HashMap<>(SessionViews.relations(connection));
        tables.keySet().retainAll(state.filledTables());
        return tables;
    }

    private void writeSettings() throws SQLException {
        try (SchemaSession ofPlatform = SchemaSession.open(JdbcAddress.configured(), platform.schema())) {
            ofPlatform.setLockTimeout(lockTimeout);
            for (Step setting : PendingSteps.settings(platform, ofPlatform)) {
                setting.run(ofPlatform, null);
            }
        }
        session.setSearchPath();
        for (Step setting : PendingSteps.settings(target, session)) {
            setting.run(session, null);
        }
    }

    /** The rights that the blueprint gives are all that it may be without. */
    private void open(Connection connection) throws SQLException {
        Structure blueprint = blueprints.require(connection, target.blueprint());
        Catalog catalog = Catalog.of(connection, target.schema());
        Drift drift = Drift.read(catalog, blueprint, new Drift.Limits(false, false));
        List<Statement> statements = drift.alteration().all().toList();
        List<String> others = statements.stream()
                .filter(statement -> statement.difference().kind() != ObjectKind.GRANT)
                .map(statement -> statement.difference().toString())
                .distinct()
                .toList();
        if (!others.isEmpty()) {
            throw new SQLException("the schema is not what the blueprint makes: " + String.join(", ", others));
        }
        Transaction.runAll(connection, statements.stream().map(Statement::sql).toList());
    }
}
